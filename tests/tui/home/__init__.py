"""Tests of `tui/home/`."""
