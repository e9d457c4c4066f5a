"""Tests of `tui/search/`."""
