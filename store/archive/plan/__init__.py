"""The plan of an archive: the year of all bodies, the moments of the law, what is intended, and what is offered."""
