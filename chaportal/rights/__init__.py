"""A person's rights over their data (UK GDPR, articles 15, 17 and 20), and how long anything is kept."""
