"""Desks that are open: post that comes in, what meetings say of it, and the doctor of both."""
