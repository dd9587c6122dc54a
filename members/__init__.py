"""Membership: applications, terms, invoices, and for whom we speak."""
