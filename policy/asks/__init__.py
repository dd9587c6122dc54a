"""What our positions ask for, how each version words it, and what became of it."""
