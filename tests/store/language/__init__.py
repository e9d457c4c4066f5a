"""Tests of `store/language/`."""
