"""The requests of an archive: where each stands, what home says of it, and what is offered for an agenda."""
