"""Faults brought about for real: kills, disks, terminals, other programs, hostile files."""
