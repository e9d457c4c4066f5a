"""A body's desk: its post and requests as rows, what can be done to them, and what can be read off them."""
