"""Tests of `tui/widgets/`."""
