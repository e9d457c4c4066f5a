"""The one table of verbs: all words of the capture line."""
