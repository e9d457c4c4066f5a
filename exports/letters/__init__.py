"""Letters: what the record says for each, its sections, the page, and the check before it goes."""
