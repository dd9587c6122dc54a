FROM python:3.13.7-slim-bookworm AS build
WORKDIR /app
COPY pyproject.toml uv.lock .python-version ./
RUN pip install --no-cache-dir uv && uv sync --locked --no-dev
COPY . .
# Collecting static files reads the settings, and neither the database nor any secret.
RUN .venv/bin/python scripts/as_production.py manage.py collectstatic --no-input

FROM python:3.13.7-slim-bookworm
RUN useradd --create-home --uid 10001 portal && mkdir /media && chown portal /media
WORKDIR /app
COPY --from=build --chown=root:root /app /app
ENV PATH=/app/.venv/bin:$PATH MEDIA_ROOT=/media BEAT_HEARTBEAT_FILE=/tmp/beat-heartbeat
USER portal
EXPOSE 8000
ENV BIND=0.0.0.0:8000
CMD ["gunicorn", "chaportal.wsgi"]
