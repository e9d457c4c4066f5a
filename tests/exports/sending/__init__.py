"""Tests of `exports/sending/`."""
