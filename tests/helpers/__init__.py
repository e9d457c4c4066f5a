"""What tests share: terminals, screens, meetings, faults."""
