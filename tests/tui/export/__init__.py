"""Tests of `tui/export/`."""
