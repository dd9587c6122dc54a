"""Unicode text is cleaned at the door, and the database holds what a name shows."""
