"""The thread: what came before and after, and what a text of ours is about."""
