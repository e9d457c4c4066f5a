"""How a document is written: blocks become the bytes of a file, one format a file."""
