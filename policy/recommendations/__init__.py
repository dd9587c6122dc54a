"""What papers of others recommend, and what became of it."""
