"""What became of what we asked for, question by question."""
