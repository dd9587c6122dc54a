"""What the law asks of a home at set times: the law, duties of one's own, overview, calendar, notices, reports."""
