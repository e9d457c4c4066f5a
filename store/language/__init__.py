"""A typed line becomes a verb: pure functions, no clock, no disk."""
