# Everything a developer needs: `make demo` shows it at work, `make test` passes every check. What takes longer, or asks
# for more than a fresh machine has, has a name of its own; CONTRIBUTING.md tells what is where.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Where it is set, each program that is started here would compile all of Python's libraries anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check compiled tests faults anyday busy late lowest pythons slowest mutants words bench soak fuzz pictures audit clean

demo: $(VENV)/installed
	$(BIN)/notulist demo

# The checks keep one core busy; on the other the tests are compiled meanwhile, once and not by each of their workers.
test: $(VENV)/developed
	$(MAKE) --no-print-directory --jobs=2 check compiled
	$(MAKE) --no-print-directory tests

check: $(VENV)/developed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m tools.words --check
	$(BIN)/python -m tools.schema --check

# All modules are compiled to begin any of the tests; this one has Hypothesis make its table of all letters, too.
compiled: $(VENV)/developed
	$(BIN)/pytest -n0 --no-header -k test_any_text_can_be_read

tests: $(VENV)/developed
	$(BIN)/pytest -m "not faults"

# Random kills, full disks, every call refused, every text on every screen; and each property with more examples.
faults: $(VENV)/developed
	$(BIN)/pytest -m faults
	$(BIN)/pytest -m "hypothesis and not faults" --hypothesis-profile=long

# The tests on other days, by a clock that is moved; DAY=night is one of them, DAY=chosen that of today.
anyday: $(VENV)/developed
	$(BIN)/python -m tools.anyday $(DAY)

# The tests beside four processes that burn both cores.
busy: $(VENV)/developed
	$(BIN)/python -m tools.busy

# The tests of screens where what threads and timers do comes late; where each key does; where either does, at random.
late: $(VENV)/developed
	LATE=threads $(BIN)/pytest -m "not faults" tests/tui
	LATE=keys $(BIN)/pytest -m "not faults" tests/tui
	LATE=some $(BIN)/pytest -m "not faults" tests/tui

# The tests with the lowest versions that pyproject.toml allows, and on each Python that is here.
lowest: $(VENV)/developed
	$(BIN)/python -m tools.lowest

pythons: $(VENV)/developed
	$(BIN)/python -m tools.pythons

slowest: $(VENV)/developed
	$(BIN)/pytest -m "not faults" --durations=20 --durations-min=0

# Changes one thing after another in votes, days, terms, the leak check and the journal: is it noticed? PART=votes is one.
mutants: $(VENV)/developed
	$(BIN)/python -m pip install --quiet 'mutmut>=3.8,<4'
	$(BIN)/python -m tools.mutants $(PART)

words: $(VENV)/developed
	$(BIN)/python -m tools.words

bench: $(VENV)/developed
	$(BIN)/python -m benchmarks

# Ten minutes, or as SOAK_MINUTES says.
soak: $(VENV)/developed
	$(BIN)/python -m tests.faults.soak

# Ten minutes each, or as FUZZ_MINUTES says; FUZZ_SEED begins at a round that went wrong.
fuzz: $(VENV)/developed
	$(BIN)/python -m tests.faults.fuzz
	$(BIN)/python -m tests.faults.fuzz_terminal

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
