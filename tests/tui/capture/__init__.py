"""Tests of `tui/capture/`."""
