"""Joining: an application is written by its link, sent, asked about, and decided."""
