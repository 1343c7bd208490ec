# Shamal. `make help` lists what there is; every target sets up what it needs.

PYTHON ?= python3
BIN := .venv/bin
# uv where it is installed; else our own, got by pip into .uv
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)

.DEFAULT_GOAL := help
.PHONY: help setup demo test drills mend evaluate reading train fit growth soak polling golden hostile clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/ready  ## make .venv from uv.lock

demo: setup  ## watch a sample newsroom: articles in, digest out, on this machine only
	$(BIN)/shamal demo

test: setup  ## lint, types, layers and the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile
	$(BIN)/pytest -m "not slow"

drills: setup  ## the slow tests: processes killed, servers started, schedules kept
	$(BIN)/pytest -m slow

mend: setup  ## put imports and format in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

evaluate: setup  ## measure quality, and compare with benchmarks/floors.json
	$(BIN)/python -m benchmarks.evaluate

soak: setup  ## watch a made-up web for weeks of simulated time, and count what was missed (SOAK="--feeds 40 --days 4")
	$(BIN)/python -m benchmarks.soak $(SOAK)

polling: setup  ## measure what polling costs when nothing is new
	$(BIN)/python -m benchmarks.polling

reading: setup  ## measure what reading a page costs, beside trafilatura
	$(BIN)/python -m benchmarks.reading

train: setup  ## grow the trees that weigh blocks of pages anew, from saved pages with their true text
	$(UV) run --no-sync --with 'lightgbm==4.6.*' --python $(BIN)/python python -m benchmarks.train

fit: setup  ## fit anew by what chances two reports tell one event
	$(BIN)/python -m benchmarks.fit

growth: setup  ## measure what placing new articles costs beside 100,000 and a million
	$(BIN)/python -m benchmarks.growth

golden: setup  ## write the golden results of the sample pages anew
	$(BIN)/python -m tests.golden

hostile: setup  ## visit hostile servers and read hostile documents, on this machine only
	$(BIN)/python -m benchmarks.hostile

clean:  ## remove all that make has made
	rm -rf .venv .uv shamal-demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/ready: pyproject.toml uv.lock | $(UV)
	$(UV) sync --locked --quiet --compile-bytecode --python $(PYTHON)
	@touch $@

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv
