"""The requests of all bodies: where each stands, and its terms."""
