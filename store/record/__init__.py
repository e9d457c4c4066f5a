"""What a record is: its rows, its log, and what can be read off it."""
