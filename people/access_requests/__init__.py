"""Asking to be one of a provider's people: by a proven address, and its owner says yes or no."""
