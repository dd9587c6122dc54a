"""The ground floor: users, providers, roles, who may do what, notices, consent, suppression and security events."""
