"""Kinds of request as data: their steps, terms and letters, one TOML file each, built in or a body's own."""
