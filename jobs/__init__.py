"""Work in the background: scheduled jobs and what came of them, retries, locks, and the queue."""
