"""Tests of `tui/lists/`."""
