"""Tests of `store/search/`."""
