"""Tests of `tui/letters/`."""
