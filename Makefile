# Every command a developer needs; `make help` lists them. Python 3.11+, make and the package
# registries are all that is needed beforehand: Node and PostgreSQL come as Python wheels.

PYTHON ?= python3
PORT ?= 8000
PYTEST ?=

VENV := .venv
PY := $(VENV)/bin/python
NPM := frontend/bin/npm
DEMO_READY := $(VENV)/.demo-ready
DEV_READY := $(VENV)/.dev-ready
NODE_READY := frontend/node_modules/.ready
PAGES := frontend/dist/index.html
PAGE_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' \
	-not -path 'frontend/dist/*' -not -path '*/generated/*' \
	-not -path 'frontend/dist-graphiql/*' -not -path 'frontend/graphiql/*' 2>/dev/null)

# Tests that read the real listings find them here; without the folder they say so and are skipped.
SEALBRIDGE_DATA ?= $(abspath $(wildcard ../shared/data))
ifneq ($(SEALBRIDGE_DATA),)
export SEALBRIDGE_DATA
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

.PHONY: help
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  Variables: PORT=8000, PYTHON=python3, PYTEST="more pytest arguments"'

.PHONY: demo
demo: $(DEMO_READY) $(PAGES) ## Install, build, load demo data and serve it on PORT
	@SEALBRIDGE_DEMO=1 exec $(PY) manage.py demo --port $(PORT)

.PHONY: test
test: $(DEV_READY) $(PAGES) ## Run every test: on SQLite, in a browser and on PostgreSQL, side by side
	@$(PY) -m tests.lanes $(PYTEST)

.PHONY: check check-server check-pages
check: $(DEV_READY) $(NODE_READY) ## Check style, types, import rules, migrations, schema and locks
	@$(MAKE) --no-print-directory --keep-going --jobs=2 --output-sync=target check-server check-pages

check-server: $(DEV_READY)
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(VENV)/bin/lint-imports --no-logo
	$(PY) -m mypy
	$(PY) manage.py makemigrations --check --dry-run --settings tests.settings
	$(PY) manage.py graphql_schema --check --settings tests.settings
	$(PY) -m tests.architecture.locks

check-pages: $(DEV_READY) $(NODE_READY)
	$(NPM) run check

.PHONY: bench
bench: $(DEV_READY) $(PAGES) ## Measure the product, each figure as a ratio to a named baseline
	$(PY) -m tests.benchmarks

.PHONY: soak
soak: $(DEV_READY) $(PAGES) ## Run the long tests: more kills, longer fuzzing
	SEALBRIDGE_SOAK=1 $(PY) -m pytest -m 'slow or soak' $(PYTEST)
	SEALBRIDGE_SOAK=1 $(PY) -m tests.with_postgres -m 'slow or soak' $(PYTEST)

.PHONY: build
build: $(PAGES) ## Build the pages into frontend/dist

.PHONY: graphiql
graphiql: $(NODE_READY) ## Build GraphiQL, which SEALBRIDGE_DEBUG=1 shows at /graphiql
	@$(NPM) run --silent build:graphiql

.PHONY: lock
lock: ## Resolve the dependencies anew into hashed lock files without addresses (needs uv)
	uv lock --quiet --upgrade
	uv export --quiet --frozen --no-emit-project --no-default-groups -o requirements.lock
	uv export --quiet --frozen --only-group build -o requirements-build.lock
	uv export --quiet --frozen --no-emit-project --all-groups -o requirements-dev.lock

.PHONY: clean
clean: ## Remove everything that was installed or built; demo data in var/ stays
	rm -rf $(VENV) frontend/node_modules frontend/dist frontend/dist-graphiql tests/.artifacts
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# uv is faster where it is found; pip comes with Python. Both refuse a file whose hash differs.
define install
if command -v uv >/dev/null 2>&1; then \
	uv pip install --quiet --python $(PY) --require-hashes $(1); \
else \
	$(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip --upgrade; \
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes $(1); \
fi
endef

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Sealbridge needs Python 3.11 or newer: make PYTHON=python3.12 …' >&2; exit 1; }
	@echo 'Making $(VENV)'
	@if command -v uv >/dev/null 2>&1; then \
		$(PYTHON) -m venv --without-pip $(VENV); else $(PYTHON) -m venv $(VENV); fi

$(DEMO_READY): requirements.lock requirements-build.lock | $(PY)
	@echo 'Installing the server and Node'
	@$(call install,-r requirements.lock -r requirements-build.lock)
	@touch $@

$(DEV_READY): requirements-dev.lock $(DEMO_READY)
	@echo 'Installing the tools for tests and checks'
	@$(call install,-r requirements-dev.lock)
	@touch $@

$(NODE_READY): frontend/package.json frontend/package-lock.json $(DEMO_READY)
	@echo 'Installing the parts of the pages'
	@# not `npm ci`, which demands the builds for every other platform, and not all are published
	@$(NPM) install --no-save --no-audit --no-fund --silent
	@touch $@

$(PAGES): $(NODE_READY) $(PAGE_SOURCES)
	@echo 'Building the pages'
	@$(NPM) run --silent build >frontend/node_modules/.build.log 2>&1 \
		|| { cat frontend/node_modules/.build.log >&2; exit 1; }
	@$(PY) -m whitenoise.compress --quiet frontend/dist
	@touch $@
