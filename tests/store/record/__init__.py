"""Tests of `store/record/`."""
