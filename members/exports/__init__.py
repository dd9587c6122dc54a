"""Invoices and payments as CSV files that bookkeeping programs import."""
