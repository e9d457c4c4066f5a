"""The samples of the demo for 19 November 2026, as files: `python -m tools.documents` writes them."""
