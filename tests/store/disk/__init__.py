"""Tests of `store/disk/`."""
