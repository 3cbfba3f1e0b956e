# The two commands a fresh machine needs are `make demo` and `make test`. Both set
# themselves up with nothing but Python 3.11+, make and git.
PYTHON ?= $(firstword $(shell for each in python3 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each; done))
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
KB := demo/kb
DOCCANO := .venv-doccano

.PHONY: demo test setup setup-train lint slow setup-doccano doccano setup-ocr ocr office screenshots docs train clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml hatch_build.py
	@test -n "$(PYTHON)" || { echo "jixiao needs Python 3.11 or newer; say where: make PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable ".[dev]"
	touch $@

# PyTorch by its exact version and first: left to choose, pip takes gigabytes of CUDA.
setup-train: $(VENV)/.ready-train

$(VENV)/.ready-train: $(VENV)/.ready
	$(PIP) "torch==2.13.0"
	$(PIP) --editable ".[train]"
	touch $@

demo: setup ## the sample reports become a knowledge table
	@rm -rf demo
	@echo "1. Twelve invented reports (txt, html, docx, pdf, xlsx) become a knowledge base."
	$(BIN)/jixiao extract tests/data/reports -o $(KB)
	@echo
	@echo "2. What each report says of itself."
	@$(BIN)/jixiao query $(KB) "SELECT issuer, year, kind, media_type AS format, \
		characters FROM documents ORDER BY source"
	@echo
	@echo "3. The largest amounts, each with its owner, period and words of the report."
	@$(BIN)/jixiao query $(KB) "SELECT subject, name, value AS yuan, period_end, \
		evidence FROM facts WHERE kind = 'measure' AND unit = '元' ORDER BY value DESC LIMIT 10"
	@echo
	@echo "4. Every statement that could be computed again, by verdict."
	@$(BIN)/jixiao query $(KB) "SELECT verdict, count(*) AS statements FROM checks \
		GROUP BY verdict ORDER BY statements DESC"
	@echo
	@echo "5. The contradictions: what is printed, and what the report's own figures give."
	@$(BIN)/jixiao query $(KB) "SELECT issuer, stated, computed, formula FROM check_table \
		WHERE verdict = 'contradiction' ORDER BY source, start"
	@echo
	@echo "Next: $(BIN)/jixiao show $(KB):12_sanming_forestry.txt | less -R"

test: setup ## everything that is quick
	$(BIN)/python -m pytest -m "not slow and not doccano and not ocr and not office"

# Only the files that hold such tests: PyTorch and DuckDB in one process make DuckDB
# print at its end what it thinks has leaked, after the line that tells the result.
slow: setup-train ## wheels, fresh environments, training
	$(BIN)/python -m pytest pipeline/jixiao/training
	$(BIN)/python -m pytest -m slow $$(grep -rl --include='test_*.py' 'mark\.slow' tests)

setup-ocr: $(VENV)/.ready-ocr

$(VENV)/.ready-ocr: $(VENV)/.ready
	$(PIP) --editable ".[ocr]"
	touch $@

ocr: setup-ocr ## scanned pages, with rapidocr and tesseract
	$(BIN)/python -m pytest -m ocr $$(grep -rl --include='test_*.py' 'mark\.ocr' tests)

office: setup ## conversions by LibreOffice (libreoffice-writer-nogui, libreoffice-calc-nogui)
	$(BIN)/python -m pytest -m office $$(grep -rl --include='test_*.py' 'mark\.office' tests)

# The client of doccano pins pydantic 1, the server needs pydantic 2: an environment each.
setup-doccano: $(DOCCANO)/.ready
	$(DOCCANO)/bin/jixiao annotate server --install-only \
		--home $(DOCCANO)-home --environment $(DOCCANO)-server

$(DOCCANO)/.ready: pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(DOCCANO)
	$(DOCCANO)/bin/python -m pip install --quiet --disable-pip-version-check \
		--editable ".[dev,annotate]"
	touch $@

doccano: setup-doccano setup-train ## the workbench against a real doccano and Chromium
	$(DOCCANO)/bin/python -m pytest -m doccano \
		$$(grep -rl --include='test_*.py' 'mark\.doccano' tests)

screenshots: setup-doccano ## take the screenshots in docs/annotators.zh.md anew
	$(DOCCANO)/bin/python docs/screenshots.py

# The types of PyTorch are needed to check the types of training.
lint: setup-train
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: setup ## write the outputs in the documentation anew
	$(BIN)/python docs/examples.py

# Trains the shipped model anew; models/README.md says what a corpus folder holds.
train: setup-train
	@test -n "$(CORPUS)" || { echo "say where the corpus folder is: make train CORPUS=…"; exit 1; }
	$(BIN)/jixiao train "$(CORPUS)" -o models/jixiao_zh_base

clean:
	rm -rf $(VENV) $(DOCCANO) $(DOCCANO)-server $(DOCCANO)-home demo training dist
