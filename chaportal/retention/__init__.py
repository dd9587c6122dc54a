"""How long what is kept: rules that run every night, and say what they removed and what they would remove next."""
