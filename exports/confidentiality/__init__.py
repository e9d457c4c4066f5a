"""Who may read what: audiences, the gate that leaves out what is not for them, and the leak check behind it.

Nothing else decides it. Documents, lists, data, calendars and the board for the room are made of what
`redaction.redacted` lets through. What goes over many meetings is for the secretary alone, and leaves out nothing:
search, the registers of actions and decisions with the list of each owner, the folder for the next secretary. It
marks what is confidential, as the screens on which minutes are taken do; who passes it on decides who may see it.
"""
