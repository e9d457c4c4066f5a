"""Tests of `exports/confidentiality/`."""
