"""A typed line becomes a verb."""
