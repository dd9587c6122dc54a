"""What members promise: the criteria of membership and the Code of Practice, and who declared to keep to them."""
