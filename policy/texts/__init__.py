"""Our responses and positions."""
