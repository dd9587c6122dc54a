"""What is kept of a provider, and who changes it: actions, forms and views of one noun."""
