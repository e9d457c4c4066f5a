"""The screen of a meeting that runs."""
