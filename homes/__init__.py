"""A provider's homes: claims, private facts and whereabouts, who works there, bulk import and export."""
