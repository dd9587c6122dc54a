#!/usr/bin/env bash
# `manage.py check --deploy` with the settings of production, on the embedded database's address.
set -eu
url=$(.venv/bin/python -W ignore -c "from chaportal import embedded; print(embedded.environment()['DATABASE_URL'])" | tail -1)
DATABASE_URL=$url BASE_URL=https://portal.example.org ALLOWED_HOSTS=portal.example.org \
  SECRET_KEY=$(head -c 50 /dev/urandom | base64 -w 0) FIELD_KEYS=$(head -c 32 /dev/urandom | base64 -w 0 | tr '+/' '-_') \
  SMTP_URL=smtp+tls://user:secret@smtp.example.org:587 \
  .venv/bin/python manage.py check --deploy --fail-level WARNING
