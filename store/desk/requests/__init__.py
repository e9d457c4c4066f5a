"""Requests: what was done of one, what comes next, its terms and warnings; computed from rows, and never kept."""
