"""What was said: recordings written out, lined up with the record of the meeting; no disk, no clock."""
