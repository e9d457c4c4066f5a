"""The screen on which an agenda is prepared."""
