"""What a file was understood to say, beside its text, before it is kept."""
