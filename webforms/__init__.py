"""How a form is laid out, cleaned, and guarded against what was changed meanwhile."""
