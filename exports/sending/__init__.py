"""What goes out: papers, bundles, folders, drafts for the user's own mail program. Nothing is sent from here."""
