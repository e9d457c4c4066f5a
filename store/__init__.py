"""The record: what a meeting is, and keeping it safe."""

__version__ = "0.1.0"
