FROM python:3.13-slim AS build
WORKDIR /app
COPY pyproject.toml uv.lock .python-version ./
RUN pip install --no-cache-dir uv && uv sync --locked --no-dev
COPY . .
# Collecting static files reads the settings, not the database: the values below are used for this line only.
RUN DATABASE_URL=postgresql://none/none BASE_URL=https://none.invalid ALLOWED_HOSTS=none.invalid \
    SECRET_KEY=build FIELD_KEYS=build .venv/bin/python manage.py collectstatic --no-input

FROM python:3.13-slim
RUN useradd --create-home --uid 10001 portal && mkdir /media && chown portal /media
WORKDIR /app
COPY --from=build --chown=root:root /app /app
ENV PATH=/app/.venv/bin:$PATH MEDIA_ROOT=/media BEAT_SCHEDULE_FILE=/tmp/beat-schedule
USER portal
EXPOSE 8000
CMD ["gunicorn", "chaportal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--no-control-socket"]
