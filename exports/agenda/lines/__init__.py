"""What one line of an agenda says: labels, days, the facts behind a title."""
