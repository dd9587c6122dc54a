"""What is done in policy, a module for each noun."""
