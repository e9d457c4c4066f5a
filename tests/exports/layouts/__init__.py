"""Tests of `exports/layouts/`."""
