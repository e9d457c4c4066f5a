"""What is typed as a setting of a body or a person."""
