# The two commands that matter: `make run` and `make test`. `make help` prints the rest.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# Bytecode is written when a module is first needed: compiling all of it takes longer than the download.
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-virtualenv --no-compile
# Two workers by default: the suite is made for two cores.
WORKERS ?= 2

.PHONY: help run test bench fuzz corpus phrases check setup lock chromium clean

help: ## print this
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

run: setup ## the journal on a demo desk, in the browser
	@exec $(BIN)/ams demo

setup: .venv/.ready ## only the set-up: .venv from the lock file

test: .venv/.ready-dev chromium ## every test
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(ARGS)

bench: .venv/.ready-dev ## every hot path against its floor
	$(BIN)/python -m benchmarks $(ARGS)

fuzz: .venv/.ready-dev ## a million texts against the reader of trade messages
	@$(PIP) 'atheris>=2.3' || echo "atheris cannot be installed here: its share of the texts is mutated instead"
	$(BIN)/python -m tests.fuzz $(ARGS)

corpus: .venv/.ready-dev ## how much of our own messages is read: families by fields
	$(BIN)/python -m tests.unit.shorthand.corpus

check: .venv/.ready-dev ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/basedpyright

phrases: .venv/.ready-dev ## gather what is said, bring the catalogues up to it, name what is not translated
	$(BIN)/python -m phrasebook

lock: .venv/bin/pip ## newest versions that fit pyproject.toml into the lock files
	@$(BIN)/pip install --quiet --disable-pip-version-check 'pip-tools>=7.5'
	$(BIN)/pip-compile -q --upgrade --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --upgrade --strip-extras --extra dev --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate -c requirements.lock -o requirements-dev.lock pyproject.toml

.venv/bin/pip:
	@test -n "$(PYTHON)" || { echo "The journal needs Python 3.11 or newer: none was found on PATH." >&2; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.ready: .venv/bin/pip requirements.lock pyproject.toml
	@echo "Setting up .venv (once) …"
	@$(PIP) 'setuptools>=77' -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.lock
	@$(PIP) -r requirements-dev.lock
	@touch $@

# The browser tests drive Debian's Chromium.
chromium:
	@command -v chromium >/dev/null 2>&1 || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
			echo "Installing chromium …"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
		else echo "The browser tests need the Debian package 'chromium': please install it." >&2; exit 1; fi; }

clean: ## remove .venv and caches
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis build *.egg-info
