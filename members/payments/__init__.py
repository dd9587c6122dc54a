"""Money that arrived, and which invoices it paid."""
