"""One box that finds whatever the portal keeps of members: each app says what of its own it finds, by the settings."""

from people.finding.found import Found, found_for

__all__ = ["Found", "found_for"]
