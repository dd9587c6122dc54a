"""What others publish, and who they are."""
