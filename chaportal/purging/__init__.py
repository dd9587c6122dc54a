"""Taking words about a child out of everything that the portal keeps, by two people."""
