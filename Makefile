# What a visitor runs (`make run`) and what a developer runs; each target first makes what it needs.

PORT ?=
ARGS ?=

# Hundreds of processes that the tests begin would each read the whole program again.
export PYTHONDONTWRITEBYTECODE :=

PYTHON := .venv/bin/python
INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes
NODE := .venv/bin/node
BIOME := $(NODE) node_modules/@biomejs/biome/bin/biome
TSC := $(NODE) node_modules/typescript/bin/tsc

WIRE := static/js/state/wire.d.ts

# As many at once as `tests/conftest.py` says; who is done early takes from what the others have left.
SIDE_BY_SIDE := --numprocesses auto --dist worksteal

# Stamps: a lock newer than its stamp is installed again.
RUNTIME := .venv/runtime.installed
DEV := .venv/dev.installed
NODE_MODULES := node_modules/.installed

# One after the other, but for what keeps to itself and may take a core each.
ifndef EACH_ITS_CORE
.NOTPARALLEL:
endif
SYNC := $(if $(filter output-sync,$(.FEATURES)),--output-sync)

.PHONY: run test test-and-check test-python test-js test-browser test-browser-hard mutants check check-python check-js format types bench \
	bench-room soak chromium lock clean

run: $(RUNTIME)
	@$(PYTHON) -m app serve $(if $(PORT),--port $(PORT)) $(ARGS)

test: test-and-check test-python test-browser

test-and-check: $(DEV) $(NODE_MODULES)
	@$(MAKE) --no-print-directory --jobs=2 $(SYNC) EACH_ITS_CORE=yes test-js check

test-python: $(DEV)
	$(PYTHON) -m pytest $(SIDE_BY_SIDE) $(ARGS)

# In one process: starting one for each file takes longer than most files' tests.
test-js: $(DEV)
	$(NODE) --test --test-isolation=none "tests/js/**/*.test.js"

test-browser: $(DEV) $(NODE_MODULES) chromium
	$(PYTHON) -m pytest tests/browser $(SIDE_BY_SIDE) $(ARGS)

# Five times running beside two busy loops, the pages ever slower.
test-browser-hard: $(DEV) chromium
	$(PYTHON) -m tests.browser.hard $(ARGS)

# Wrong lines in the program's place that no test notices; `ARGS=playback` tries those of one part.
mutants: $(DEV)
	$(PYTHON) -m tests.mutants $(ARGS)

check: check-python check-js

check-python: $(DEV)
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy

check-js: $(NODE_MODULES)
	@$(PYTHON) -m app.protocol.typescript | diff - $(WIRE) || { echo "$(WIRE) is stale: make types" >&2; exit 1; }
	$(BIOME) check
	$(TSC)

format: $(DEV) $(NODE_MODULES)
	$(PYTHON) -m ruff check --fix-only --quiet .
	$(PYTHON) -m ruff format .
	$(BIOME) check --write

# The page's types of what travels, from the protocol's own structs.
types: $(RUNTIME)
	$(PYTHON) -m app.protocol.typescript > $(WIRE)

bench: $(RUNTIME)
	$(PYTHON) -m tests.bench $(ARGS)

# A class in one room: takes minutes, and a machine that has nothing else to do.
bench-room: $(RUNTIME)
	$(PYTHON) -m tests.bench.room $(ARGS)

# A server's rooms killed at random points, over and over: whatever was told to be done must be there again.
soak: $(DEV)
	$(PYTHON) -m tests.store.kills $(or $(ARGS),200)

# A Chromium for the browser tests, installed only when none is found.
chromium: $(DEV)
	@$(PYTHON) -m tests.browser.chromium

# Pins the newest releases of what pyproject.toml and package.json allow, for every platform.
lock: $(DEV)
	$(PYTHON) -m pip install --quiet uv
	$(UV_COMPILE) --output-file requirements.txt
	$(UV_COMPILE) --group dev --extra workers --constraint requirements.txt --output-file requirements-dev.txt
	rm -rf package-lock.json node_modules # npm writes no hash for what it finds installed
	.venv/bin/npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund

UV_COMPILE = .venv/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url

clean:
	rm -rf .venv node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/browser/failures

$(PYTHON):
	@for python in python3.14 python3.13 python3.12 python3.11 python3; do \
	  if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making .venv with $$($$python --version)"; \
	    exec $$python -m venv .venv; \
	  fi; \
	done; \
	echo "propscope needs Python 3.11 or newer with its venv module, and found none." >&2; \
	echo "On Debian and Ubuntu: apt-get install python3-venv. Elsewhere: https://www.python.org/downloads/" >&2; \
	exit 1

$(RUNTIME): requirements.txt | $(PYTHON)
	@echo "Installing what propscope needs (only when the lock has changed)"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt | $(PYTHON)
	@echo "Installing what the tests need (only when the lock has changed)"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@ $(RUNTIME)

$(NODE_MODULES): package-lock.json | $(DEV)
	@echo "Installing what checks the page (only when the lock has changed)"
	@.venv/bin/npm ci --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@
