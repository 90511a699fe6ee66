# `make demo` and `make test` are the whole set-up; `make` alone lists what there is.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

ADRES ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

# The first Python here that is new enough.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install -qq --require-hashes

# A stamp's name holds the hash of what was installed: another hash, another install.
DEMO_KLAAR := .venv/.demo-$(shell sha256sum requirements.txt | cut -c1-16)
TEST_KLAAR := .venv/.test-$(shell cat requirements.txt requirements-dev.txt | sha256sum | cut -c1-16)
BENCH_KLAAR := bench/.venv/.bench-$(shell sha256sum bench/requirements.txt | cut -c1-16)

.PHONY: help demo test test-sqlite test-postgres test-snel check opmaak bench requirements schoon

help: ## Show what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

demo: $(DEMO_KLAAR) ## Everything for a look around, then a server on ADRES:PORT (127.0.0.1:8000)
	@ADRES='$(ADRES)' PORT='$(PORT)' exec $(PY) -m tests.omgeving.demo

test: $(TEST_KLAAR) ## The whole suite, on SQLite and on PostgreSQL; ARGS="-k word" chooses
	@$(PY) -m tests.omgeving.suite -- $(ARGS)

test-sqlite: $(TEST_KLAAR) ## The suite on SQLite, browser tests included
	@$(PY) -m tests.omgeving.suite sqlite -- $(ARGS)

test-postgres: $(TEST_KLAAR) ## The suite on PostgreSQL, without the browser tests
	@$(PY) -m tests.omgeving.suite postgres -- $(ARGS)

test-snel: $(TEST_KLAAR) ## The suite on SQLite, without the browser tests
	@$(PY) -m tests.omgeving.suite snel -- $(ARGS)

check: $(TEST_KLAAR) ## Linters, types, import direction, templates, migrations, production settings
	@$(PY) -m tests.omgeving.controle

opmaak: $(TEST_KLAAR) ## Format code and templates in place
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .
	@find templates organisaties doorverwijzing -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

bench: $(DEMO_KLAAR) $(BENCH_KLAAR) ## Speed, measured (three quarters of an hour); ARGS=--kort gives a hint in two minutes
	@$(PY) -m bench $(ARGS)

vertalingen: $(TEST_KLAAR) ## Bring the words of the slips in locale/ up to date with the code
	@mkdir -p var
	@.venv/bin/pybabel --quiet extract --keywords _ --keywords _meer:1,2 --add-comments '' --no-location \
		--output-file var/briefje.pot doorverwijzing/briefje doorverwijzing/omdraaien
	@.venv/bin/pybabel --quiet update --domain briefje --no-fuzzy-matching --ignore-obsolete --width 100 \
		--input-file var/briefje.pot --output-dir locale

# Of uv only the resolver is used; it is no part of the project and pinned nowhere.
COMPILEER := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url
KOP := \# Pinned with hashes, made from pyproject.toml by `make requirements`; never edited by hand.

requirements: $(TEST_KLAAR) ## Pin the dependencies anew from pyproject.toml; UPGRADE=1 takes newer releases
	@$(PY) -m pip --disable-pip-version-check install --quiet uv
	@$(COMPILEER) $(if $(UPGRADE),--upgrade) pyproject.toml --output-file requirements.txt
	@$(COMPILEER) $(if $(UPGRADE),--upgrade) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	@$(COMPILEER) $(if $(UPGRADE),--upgrade) --group bench --output-file bench/requirements.txt
	@sed -i '1i $(KOP)' requirements.txt requirements-dev.txt bench/requirements.txt

schoon: ## Throw away what can be made again: environment, demo database, static files
	@rm -rf .venv bench/.venv var staticfiles .pytest_cache .mypy_cache .ruff_cache

.venv/bin/python:
	@test -n '$(PYTHON)' || { echo 'Wegwijs needs Python 3.11 or newer. Install it with: apt install python3'; exit 1; }
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
		als=; if test "$$(id -u)" != 0; then als='sudo -n'; fi; \
		if command -v apt-get >/dev/null && { test -z "$$als" || $$als true 2>/dev/null; }; then \
			echo "Installing Debian's python3-venv (once) …"; \
			{ $$als apt-get -qq update && $$als env DEBIAN_FRONTEND=noninteractive \
				apt-get -qq install --yes --no-install-recommends python3-venv; } >/dev/null 2>&1 \
			|| { echo 'apt-get could not install python3-venv. See why with: apt install python3-venv'; exit 1; }; \
		else \
			echo 'Python here cannot make environments. Install what is missing with: apt install python3-venv'; exit 1; \
		fi; \
	fi
	@rm -rf .venv
	@$(PYTHON) -m venv .venv

$(DEMO_KLAAR): | .venv/bin/python
	@echo 'Installing packages into .venv (once) …'
	@rm -f .venv/.demo-* .venv/.test-*
	@$(PIP) --requirement requirements.txt
	@touch $@

# What the tests need includes what the demo needs.
$(TEST_KLAAR): | .venv/bin/python
	@echo 'Installing packages into .venv (once) …'
	@rm -f .venv/.demo-* .venv/.test-*
	@$(PIP) --requirement requirements-dev.txt
	@touch $@ $(DEMO_KLAAR)

# Of its own: what we are compared with must not decide which versions the project gets.
$(BENCH_KLAAR): | .venv/bin/python
	@echo 'Installing packages into bench/.venv (once) …'
	@rm -rf bench/.venv
	@$(PY) -m venv bench/.venv
	@bench/.venv/bin/python -m pip --disable-pip-version-check install -qq --require-hashes --requirement bench/requirements.txt
	@touch $@
