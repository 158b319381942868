# Two commands for a newcomer:  make site  builds and shows the catalog,  make test  runs every test.
# They need Python 3.11 or later with venv, git and make; everything else is locked in requirements*.txt.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SITE := site

# Of the benchmarks: how many datasets, how often, which scenarios (all), how many rows.
N ?= 1000
R ?= 3
SCENARIOS ?=
ROWS ?= 1000000

# Of `make weekly`: options of `banchi links`.
LINKS ?=

# The corpus of Open SDG that `make canada` converts.
CORPUS ?= ../shared/corpora/sdg-bilingual

# Of the checks of `make conformance`: which (all).
CHECKS ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help install weights weekly site build test check lint types layers strict links screens bench bench-rows bench-indicators bench-serve bench-search canada conformance profile scenes lock clean setup

help:  ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 18

site: build  ## check and build the catalog, and show the site on this machine (PORT=8000)
	@$(BIN)/banchi serve --built --port $(PORT)

build: $(VENV)/.site-stamp  ## check and build the catalog into site/
	$(BIN)/banchi check
	$(BIN)/banchi build --strict

test: $(VENV)/.dev-stamp  ## every test
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: lint types layers strict links  ## lint, format, types, layers, a strict build and every link of it

lint: $(VENV)/.dev-stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/banchi fmt --check

types: $(VENV)/.dev-stamp
	$(BIN)/mypy

layers: $(VENV)/.dev-stamp
	$(BIN)/lint-imports

strict: $(VENV)/.dev-stamp
	$(BIN)/banchi check --strict
	$(BIN)/banchi build --strict

links: $(VENV)/.dev-stamp
	$(BIN)/python tests/links.py $(SITE)

screens: $(VENV)/.dev-stamp build  ## pictures of every page kind into screens/
	$(BIN)/python tests/screens.py $(SITE) screens

bench: $(VENV)/.dev-stamp  ## time and memory of builds beside plain MkDocs (N=1000 R=3 SCENARIOS=cold,baseline)
	$(BIN)/python -m tests.bench catalog --datasets $(N) --repeats $(R) --scenarios '$(SCENARIOS)'

bench-rows: $(VENV)/.dev-stamp  ## one table of a million rows beside Frictionless alone (ROWS=1000000)
	$(BIN)/python -m tests.bench rows --rows $(ROWS)

bench-indicators: $(VENV)/.dev-stamp  ## time, memory and page weights of indicators (N=1000 R=3)
	$(BIN)/python -m tests.bench indicators --indicators $(N) --repeats $(R)

bench-serve: $(VENV)/.dev-stamp  ## how soon a change is on its page in the preview, and how soon Ctrl-C ends it (N=1000 R=3)
	$(BIN)/python -m tests.bench preview --datasets $(N) --repeats $(R)

bench-search: N = 10000
bench-search: $(VENV)/.dev-stamp  ## what search costs: its index, bytes moved and waiting (N=10000)
	$(BIN)/python -m tests.bench search --datasets $(N)

canada: $(VENV)/.dev-stamp  ## Canada's SDG indicators: convert, check, build, beside Open SDG (CORPUS=folder R=3)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
		$(BIN)/python -m tests.canada '$(CORPUS)' "$$folder/catalog" --build --repeats $(R)

profile: N = 200
profile: $(VENV)/.dev-stamp  ## where the time of a build goes (N=200)
	$(BIN)/python -m tests.bench profile --datasets $(N)

setup: $(VENV)/.dev-stamp

install: $(VENV)/.site-stamp  ## what the commands of a catalog need, without the tests'

weights: $(VENV)/.site-stamp  ## how heavy the pages of the built site are, and which are too heavy
	$(BIN)/python tests/weights.py $(SITE)

# What only may not be asked, or has moved, is no news: of links, only broken ones are worth an issue.
weekly: $(VENV)/.site-stamp  ## what is overdue and which links are broken, into weekly.md (LINKS=options)
	$(BIN)/banchi check --format markdown > weekly.md || test $$? = 1
	@code=0; $(BIN)/banchi links --format markdown $(LINKS) > links.md || code=$$?; \
		test $$code != 1 || { echo; cat links.md; } >> weekly.md; rm links.md; test $$code -lt 2

conformance: $(VENV)/.dev-stamp build  ## every machine format before its own community's validator (CHECKS=dcat)
	$(BIN)/python -m tests.conformance --made $(SITE) $(CHECKS)

scenes: $(VENV)/.dev-stamp  ## what guides show of the program, run anew into site_templates/scenes/
	$(BIN)/python -m tests.scenes

lock:  ## lock anew what pyproject.toml asks for (needs uv)
	uv pip compile $(LOCKING) --group setup -o requirements.txt pyproject.toml
	uv pip compile $(LOCKING) --group dev -o requirements-dev.txt pyproject.toml
	for file in tests/conformance/requirements-*.in; do \
		deps=; grep -q '^# Complete' $$file && deps=--no-deps; \
		uv pip compile $(LOCKING) $$deps -o $${file%.in}.txt $$file || exit 1; \
	done

LOCKING := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

clean:  ## remove everything that was made
	rm -rf $(VENV) $(SITE) screens dist

# The stamps say what is installed: nothing is done again until a lock or the Python changes.
$(VENV)/.site-stamp: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Banchi needs Python 3.11 or later: make PYTHON=python3.12 …")'
	@echo "Setting up $(VENV) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev-stamp: requirements-dev.txt $(VENV)/.site-stamp
	@echo "Setting up what the tests need …"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
