"""Tests of `tui/live/`."""
