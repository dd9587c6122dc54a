# `make demo` shows it, `make dev` is for working on it, `make test` proves it: all from a bare checkout.
# `make bench` measures it, `make mutate` tests its tests.
SHELL := /bin/bash
export PORT ?= 8000
export DATA
export UV_PROJECT_ENVIRONMENT ?= .venv
UV := $(shell command -v uv || echo .uv/bin/uv)
PYTHON := .venv/bin/python

.PHONY: demo dev test check fix bench mutate
.DEFAULT_GOAL := demo

demo: .venv/.synced ## The portal with demo data, until Ctrl-C. PORT= and DATA= may be set.
	@DEMO=1 exec $(PYTHON) manage.py demo

dev: .venv/.synced ## An empty portal that reloads its code, until Ctrl-C. PORT= and DATA= may be set.
	@EMBEDDED=on DEBUG=on exec $(PYTHON) manage.py dev

test: .venv/.synced ## Everything, against real PostgreSQL, Redis and a browser.
	@bash scripts/install_services.sh
	DATA=$${DATA:-.data-test} $(PYTHON) -m pytest -n 2 $(PYTEST)

check: .venv/.synced ## Style, templates, deployment settings, migrations, lock file.
	$(UV) lock --check
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djhtml --check --tabwidth 2 templates
	EMBEDDED=on $(PYTHON) manage.py makemigrations --check --dry-run
	EMBEDDED=on $(PYTHON) scripts/as_production.py manage.py check --deploy --fail-level WARNING

bench: .venv/.synced ## Speed at up to 100,000 publications and homes: what docs/performance.md shows. 25 minutes.
	@command -v wrk >/dev/null || { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq wrk >/dev/null; }
	DATA=$${DATA:-.data-bench} $(PYTHON) -m benchmarks $(SIZES)

mutate: .venv/.synced ## Breaks each rule in one place and sees a test fail; MODULES= names some of mutation/modules.py.
	$(PYTHON) -m mutation $(MODULES)

fix: .venv/.synced ## What `make check` asks for and a machine can do.
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	.venv/bin/djhtml --tabwidth 2 templates

.venv/.synced: pyproject.toml uv.lock .python-version
	@command -v uv >/dev/null || test -x .uv/bin/uv || bash scripts/install_uv.sh
	@$$(command -v uv || echo .uv/bin/uv) sync --locked --quiet
	@touch $@
