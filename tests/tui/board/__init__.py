"""Tests of `tui/board/`."""
