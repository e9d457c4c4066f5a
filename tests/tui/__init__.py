"""Tests of `tui/`."""
