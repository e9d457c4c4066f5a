"""A program of the user's own that helps: what it gets to read, and what it answers."""
