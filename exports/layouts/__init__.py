"""The style of HTML documents, and the templates that a user can copy and change."""
