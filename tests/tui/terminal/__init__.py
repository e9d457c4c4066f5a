"""Tests of `tui/terminal/`."""
