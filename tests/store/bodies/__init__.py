"""Tests of `store/bodies/`."""
