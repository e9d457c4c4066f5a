"""Tests of `tui/new/`."""
