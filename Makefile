# `make demo` shows it, `make dev` is for working on it, `make test` proves it: all from a bare checkout.
# `make help` names the rest.
SHELL := /bin/bash
export PORT ?= 8000
export DATA
# Python then compiles each module at each start, which costs as long as all the rest of it.
unexport PYTHONDONTWRITEBYTECODE
export UV_PROJECT_ENVIRONMENT ?= .venv
UV := $(shell command -v uv || echo .uv/bin/uv)
PYTHON := .venv/bin/python
COVERAGE := .venv/bin/coverage
QUICK := not browser and not redis and not slow and not register

.PHONY: help demo dev shell test test-fast coverage lint check audit bench mutate fix
.DEFAULT_GOAL := demo

help: ## This list.
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name words; do \
		printf 'make %-10s %s\n' "$$name" "$$words"; done

demo: .venv/.synced ## The portal with demo data, until Ctrl-C. PORT= and DATA= may be set.
	@DEMO=1 exec $(PYTHON) manage.py demo

dev: .venv/.synced ## An empty portal that reloads its code, until Ctrl-C. PORT= and DATA= may be set.
	@EMBEDDED=on DEBUG=on exec $(PYTHON) manage.py dev

shell: .venv/.synced ## Python with all models, on the data of `make dev` or `make demo`. DATA= may be set.
	@EMBEDDED=on exec $(PYTHON) manage.py shell

test: .venv/.synced ## Everything, against real PostgreSQL, Redis and a browser.
	@bash scripts/install_services.sh
	DATA=$${DATA:-.data-test} $(PYTHON) -m pytest -n 2 $(PYTEST)

test-fast: .venv/.synced ## What needs no browser, no Redis and no patience; TESTS=tests/homes runs those alone, in seconds.
	DATA=$${DATA:-.data-test} $(PYTHON) -m pytest -q -n $(if $(TESTS),0,2) -m "$(QUICK)" $(TESTS) $(PYTEST)

coverage: .venv/.synced ## Which lines no test runs that needs no browser; fails below the floor. TESTS= runs a part, without the floor.
	@rm -f .coverage*
	DATA=$${DATA:-.data-test} $(COVERAGE) run -m pytest -q -n 2 -m "not browser and not register" $(TESTS)
	@$(COVERAGE) combine --quiet
	$(COVERAGE) report $(if $(TESTS),--fail-under=0)

lint: .venv/.synced ## Style, types, templates, secrets: what takes seconds and no database.
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/ty check --quiet
	.venv/bin/djhtml --check --tabwidth 2 templates
	$(PYTHON) scripts/check_secrets.py

check: lint ## Lint, and lock file, migrations, deployment settings: what CI asks beside tests.
	$(UV) lock --check
	$(PYTHON) scripts/as_production.py scripts/check_migrations.py
	EMBEDDED=on $(PYTHON) manage.py makemigrations --check --dry-run
	EMBEDDED=on $(PYTHON) scripts/as_production.py manage.py check --deploy --fail-level WARNING

audit: .venv/.synced ## Whether a hole is known in a package that we install.
	$(PYTHON) scripts/audit.py

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
