"""The roll of a meeting from the attendance reports of Teams, Zoom and Meet."""
