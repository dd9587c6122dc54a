"""What is recorded with its day and its source, and is never changed afterwards."""
