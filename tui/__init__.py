"""The terminal: what is shown and typed."""
