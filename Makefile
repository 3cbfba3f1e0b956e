# The two commands a fresh machine needs: `make demo` and `make test`. Both set
# themselves up with nothing but Python 3.11+, make and git.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
CORPUS ?= ../shared

.PHONY: demo test setup train lint clean

$(VENV)/.ready: pyproject.toml hatch_build.py
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "jixiao needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@

setup: $(VENV)/.ready

demo: setup ## the main job on the sample reports
	rm -rf demo
	$(BIN)/jixiao extract tests/data/reports -o demo/kb
	$(BIN)/jixiao query demo/kb "SELECT issuer, year, kind, characters FROM documents ORDER BY source"
	$(BIN)/jixiao query demo/kb "SELECT subject, name, value, unit, period_end FROM facts WHERE kind = 'measure' AND unit = '元' ORDER BY value DESC LIMIT 10"
	$(BIN)/jixiao query demo/kb "SELECT stated, formula, note FROM checks WHERE verdict = 'contradiction'"
	@echo "The knowledge table is in demo/kb. Next: $(BIN)/jixiao show demo/kb:01_mianyang_education.txt"

test: setup
	$(BIN)/python -m pytest -m "not slow"

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Trains the shipped model anew; needs the corpus folder, see models/README.md.
train: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "torch==2.13.0"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[train]"
	$(BIN)/jixiao train $(CORPUS) -o models/jixiao_zh_base

clean:
	rm -rf $(VENV) demo training dist
