"""Tests of `tui/cli/`."""
