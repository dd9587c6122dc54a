"""Two accounts turn out to be one person's: what moves, what stays, what stands in the way, and the way back."""
