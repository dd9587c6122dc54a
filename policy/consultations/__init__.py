"""What public bodies ask everyone, and our own cycle beside it."""
