"""The board: what the room sees."""
