"""Tests of `store/meeting/`."""
