"""Agendas as plain text: which line is what."""
