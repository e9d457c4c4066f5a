"""Tests of `store/archive/`."""
