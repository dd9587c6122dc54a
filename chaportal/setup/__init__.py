"""From an empty installation to one that can publish: what is still to be done, and by whom."""
