"""The plan on the screen: the year in months, what is to be seen to, and a line in which it is changed."""
