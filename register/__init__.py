"""The public register: its lists, registrations, inspections, changes, owners, and services in Wales."""
