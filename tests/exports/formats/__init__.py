"""Tests of `exports/formats/`."""
