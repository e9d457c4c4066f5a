"""Bodies and people: what holds for them, and how it is typed."""
