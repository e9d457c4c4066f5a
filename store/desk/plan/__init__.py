"""The plan of a body: the days of a year, what the law asks, what it intends, and the end of its term of office."""
