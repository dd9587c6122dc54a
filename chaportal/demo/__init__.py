"""The demonstration: an invented association to walk through. It runs on the embedded database only."""
