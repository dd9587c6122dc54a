"""What machines read of public texts: feeds, sitemaps, JSON-LD."""
