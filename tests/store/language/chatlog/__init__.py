"""Tests of `store/language/chatlog/`."""
