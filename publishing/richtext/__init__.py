"""Rich text: what is in it, cleaned, pasted, compared, and laid out as plain words."""
