"""The yearly moments of the regimes that have any, one file each."""
