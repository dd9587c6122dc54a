"""Drafts of our answers that members are shown while they can answer."""
