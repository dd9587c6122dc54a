"""Composing bulletins, and sending one message to many addresses."""
