"""Logs of meetings that were held in a chat."""
