"""Tests of `tui/prepare/`."""
