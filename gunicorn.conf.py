"""The web server's settings, for production, the demo and the benchmarks alike: gunicorn finds this file by itself."""

import os

worker_class = "chaportal.web_worker.BufferingWorker"
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = 4  # of each worker; each keeps a connection to PostgreSQL
bind = os.environ.get("BIND", "127.0.0.1:8000")
preload_app = True
timeout = 60  # seconds that a worker's loop may stand still; pages are limited by the database's timeouts
graceful_timeout = 25
control_socket_disable = True
