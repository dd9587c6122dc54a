"""What text may hold: the rule (`text`), and the doors that every text passes (`middleware`, `forms`, sheets)."""
