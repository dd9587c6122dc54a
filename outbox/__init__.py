"""Mails that the portal owes people: written with their cause, sent by a sweep."""
