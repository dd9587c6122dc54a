"""The roof: settings, addresses, home page, dashboards and the demo. It has no models, and nothing imports it."""
