"""Files: journals, atomic writes, locks, and the thread that writes."""
