"""The commands on bodies and their people."""
