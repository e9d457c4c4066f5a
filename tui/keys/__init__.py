"""Keys: which there are, what they are called, and which are chosen in their place."""
