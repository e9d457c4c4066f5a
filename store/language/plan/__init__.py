"""What is typed about time to come and time spent: periods, lines of the plan, hours."""
