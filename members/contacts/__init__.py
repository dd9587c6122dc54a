"""People at providers whom the association knows, and who have no account."""
