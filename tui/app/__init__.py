"""The application: its screens, its palette, its clock."""
