"""What can happen in a meeting: a verb becomes changes of the record."""
