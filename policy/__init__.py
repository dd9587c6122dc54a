"""The policy thread: documents, consultations, members' evidence, our responses and positions."""
