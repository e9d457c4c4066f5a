"""The screens of bodies and people."""
