"""Tests of `store/language/settings/`."""
