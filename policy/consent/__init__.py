"""How we may use what providers told us: words that a text carries, and what follows when a consent ends."""
