"""Complaints about how personal data are used: taken, acknowledged within the law's days, looked into, answered."""
