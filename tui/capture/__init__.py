"""What the screens that write share: the line to type in, and what is done with it."""
