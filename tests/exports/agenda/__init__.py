"""Tests of `exports/agenda/`."""
