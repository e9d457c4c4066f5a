"""The commands on what people bring."""
