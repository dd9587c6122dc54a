"""What members answered, counted: for the team once members can answer no longer, and what may leave it."""
