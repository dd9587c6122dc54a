"""Answers in words, read by the team and given themes, with words to quote as far as their consent goes."""
