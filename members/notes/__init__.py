"""Notes and calls: what was said with a provider, and what is to be done next."""
