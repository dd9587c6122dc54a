"""Two providers turn out to be one: what moves, what stays, what stands in the way, and the way back for a day."""
