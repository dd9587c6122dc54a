"""All providers as membership staff look at them: filters, order, lists kept, sheets."""
