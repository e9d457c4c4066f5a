"""Tests of `store/model`."""
