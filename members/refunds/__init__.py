"""Money of a payment that was paid back."""
