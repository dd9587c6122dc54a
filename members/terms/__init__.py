"""A year of membership: begun, renewed, reminded of."""
