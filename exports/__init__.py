"""Documents out, agendas in."""
