"""Joining, on the screen: for applicants by their link, and for staff."""
