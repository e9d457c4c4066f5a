"""Tests of `tui/dialogs/`."""
