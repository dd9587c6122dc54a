"""The public register, the homes of a provider, their inspections and duties, bulk import and export."""
