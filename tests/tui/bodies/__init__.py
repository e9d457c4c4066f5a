"""Tests of `tui/bodies/`."""
