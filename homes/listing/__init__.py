"""A provider's homes together: rows, columns, filters, and a picture of where they are."""
