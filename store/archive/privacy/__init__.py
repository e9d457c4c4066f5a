"""Whoever asks what is kept about them: finding a name, removing pieces, anonymising people, and what may go."""
