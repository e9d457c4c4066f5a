"""The commands on one meeting."""
