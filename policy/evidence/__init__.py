"""What providers tell us about a consultation."""
