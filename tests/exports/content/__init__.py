"""Tests of `exports/content/`."""
