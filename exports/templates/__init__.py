"""The built-in templates: agendas of standing items, one file for each kind of meeting and language."""
