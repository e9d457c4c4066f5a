"""The commands of the desk: post, and who writes."""
