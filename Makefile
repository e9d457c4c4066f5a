# Everything a developer needs: `make demo` shows it at work, `make test` passes every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check tests words bench soak pictures audit clean

demo: $(VENV)/installed
	$(BIN)/notulist demo

test: check tests

check: $(VENV)/developed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m tools.words --check
	$(BIN)/python -m tools.schema --check

tests: $(VENV)/developed
	$(BIN)/pytest

words: $(VENV)/developed
	$(BIN)/python -m tools.words

bench: $(VENV)/developed
	$(BIN)/python -m benchmarks

# Ten minutes, or as SOAK_MINUTES says.
soak: $(VENV)/developed
	$(BIN)/python -m tests.faults.soak

pictures: $(VENV)/developed
	$(BIN)/python -m tools.pictures

# Asks for holes that became known in what we stand on; needs a network, and is no part of `make test`.
audit: $(VENV)/developed
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/pip install --quiet pip-audit
	$(BIN)/pip freeze --exclude-editable > $(VENV)/audit/installed.txt
	$(VENV)/audit/bin/pip-audit --no-deps --disable-pip --requirement $(VENV)/audit/installed.txt

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/developed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/installed
