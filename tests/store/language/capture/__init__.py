"""Tests of `store/language/capture/`."""
