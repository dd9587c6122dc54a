"""A provider's own columns in sheets: out with what the register prints beside them, and in with a dry run first."""
