.DEFAULT_GOAL := help
SHELL := /bin/bash

VENV := .venv
BIN := $(VENV)/bin
LANGUAGES := cs en uk ru vi zh_Hans ar mn es fr
TEMPLATES := $(shell find site home services events forms_app -name '*.html')
LOCK := uv pip compile --universal --python-version 3.11 \
	--no-header --no-annotate --generate-hashes --quiet pyproject.toml

# The linters read our packages without installing them.
export PYTHONPATH := site:.

.PHONY: help run test bench proof check format messages pictures lock

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' Makefile

run: $(VENV)/run.stamp ## Start the site and the worker (PORT=8000, DATABASE_URL=…)
	@deploy/run.sh

test: $(VENV)/dev.stamp ## Run all tests on SQLite and on PostgreSQL (PYTEST_ARGS=…)
	@tests/programs.sh chromium fonts gettext nginx postgresql
	@$(BIN)/python tests/postgres.py tests/run.sh $(PYTEST_ARGS)

bench: $(VENV)/dev.stamp ## Print figures: inboxes with 100,000 cases, posts and pages a second, searches
	@tests/programs.sh postgresql
	@mkdir -p var
	$(BIN)/python manage.py compile_catalogues
	env -u DATABASE_URL $(BIN)/python -m tests.bench $(BENCH_ARGS)
	$(BIN)/python tests/postgres.py $(BIN)/python -m tests.bench $(BENCH_ARGS)

proof: $(VENV)/run.stamp ## Ask vnu and Lighthouse about the running site (needs Java and npm)
	@tests/proof.sh

check: $(VENV)/dev.stamp ## Lint, types, migrations, catalogues, conventions
	@tests/programs.sh gettext
	@mkdir -p var
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	$(BIN)/djlint --lint --quiet $(TEMPLATES)
	$(BIN)/python tests/lint/conventions.py
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py compile_catalogues
	$(BIN)/python manage.py check_catalogues
	$(BIN)/pip check

format: $(VENV)/dev.stamp ## Format Python and templates
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $(TEMPLATES)

messages: $(VENV)/dev.stamp ## Collect the strings to translate into locale/
	@tests/programs.sh gettext
	$(BIN)/python manage.py makemessages $(LANGUAGES:%=--locale %) \
		--add-location file --no-obsolete --no-wrap \
		--ignore $(VENV) --ignore var --ignore tests
	$(BIN)/python manage.py tidy_catalogues

pictures: $(VENV)/dev.stamp ## Take the pictures of the guide in the admin anew
	@tests/programs.sh chromium fonts
	@mkdir -p var
	$(BIN)/python manage.py compile_catalogues
	GUIDE_PICTURES=keep $(BIN)/python -m pytest -q -n0 tests/browser/guide/test_pictures.py

lock: ## Pin the requirements again (LOCK_ARGS=--upgrade for newer versions)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(LOCK) $(LOCK_ARGS) --output-file requirements/run.txt
	$(LOCK) $(LOCK_ARGS) --group dev --constraint requirements/run.txt \
		--output-file requirements/dev.txt

$(VENV)/pyvenv.cfg:
	@deploy/make_venv.sh $(VENV)

$(VENV)/run.stamp: requirements/run.txt $(VENV)/pyvenv.cfg
	$(BIN)/pip install --quiet --require-hashes --requirement $<
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/pyvenv.cfg
	$(BIN)/pip install --quiet --require-hashes --requirement $<
	@touch $@
