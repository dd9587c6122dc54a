"""What members pay for a year: drafts and released years with their bands, and what follows for each member."""
