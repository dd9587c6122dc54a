"""Groups of companies: a provider may let its parent's owners run its account."""
