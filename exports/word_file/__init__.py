"""A Word file that comes back: of what record it was made, where each entry stands, and what was changed in it."""
