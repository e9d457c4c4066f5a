"""Agendas of others become meetings, and meetings become agendas: every form that an agenda has."""
