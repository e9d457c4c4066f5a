"""Time that was spent: typed at the desk, told by the clocks of meetings, and by the roll."""
