"""The commands over all meetings."""
