"""The index over all meetings, and what is asked of it."""
