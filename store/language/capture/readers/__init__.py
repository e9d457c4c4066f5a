"""Reads what was typed: one function for each form that a line can have."""
