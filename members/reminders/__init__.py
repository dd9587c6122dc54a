"""Reminders by rule: which mail goes to whom, how many days before or after what; and what goes next week."""
