"""Public pages and lists: kept as bytes, paged, searched, and as plain text."""
