"""The archive as a whole: meetings, bodies, follow-ups and approvals together, its care and its copies."""
