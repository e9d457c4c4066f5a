"""The line by which a piece of post is registered, and the ways in which post is handled: pure functions."""
