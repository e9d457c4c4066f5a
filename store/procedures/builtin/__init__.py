"""The procedures that are built in, a TOML file each."""
