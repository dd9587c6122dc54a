"""What is written to people about texts: to colleagues for sign-off, to journalists under embargo."""
