"""The screen on which minutes are looked through."""
