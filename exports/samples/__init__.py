"""The sample meetings of the demo, an agenda and a secretary's notes in each language."""
