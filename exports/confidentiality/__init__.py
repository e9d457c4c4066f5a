"""Who may read what: audiences, what is left out for them, and the leak check behind it."""
