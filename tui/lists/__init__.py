"""The screens of actions and decisions of all meetings."""
