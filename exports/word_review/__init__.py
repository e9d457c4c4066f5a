"""What others changed in the Word file of the minutes, as proposals that are taken over one by one."""
