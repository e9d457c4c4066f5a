"""People from what is brought: spreadsheets, address cards, tables and lists of names."""
