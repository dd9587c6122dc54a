"""Users, providers, roles, who may do what, consent, suppression and security events."""
