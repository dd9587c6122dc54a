"""A person as staff see them: what they were and are, where, and what was sent to them."""
