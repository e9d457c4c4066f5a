"""The screen of a new meeting."""
