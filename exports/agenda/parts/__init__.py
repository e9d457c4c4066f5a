"""The parts of an agenda in Markdown: where each is, and what it says."""
