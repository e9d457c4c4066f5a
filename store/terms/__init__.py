"""Terms: how long, from which day, by which rules, and on which days nobody works. Pure: no clock, no disk."""
