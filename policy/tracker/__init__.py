"""Every recommendation on one list: who asked for it, what government says of it, and what we found."""
