"""Tests of `tui/review/`."""
