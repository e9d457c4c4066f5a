"""What developers run: translations, pictures."""
