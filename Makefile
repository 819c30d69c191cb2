# `make run` and `make test` set up everything they need. `make help` lists the rest.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
SAMPLE_DATA := .data/sample

.DEFAULT_GOAL := help
.PHONY: help run test soak check calibrate eval sample-check duplicates checker benchmark screenshot clean chromium data

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: $(READY) ## open the assistant over the sample library
	@$(BIN)/assistant serve --sample --data $(SAMPLE_DATA)

test: $(READY) check chromium ## run every check and every test
	@$(BIN)/python -m pytest -m "not soak"

soak: $(READY) chromium ## run the tests that take long
	@$(BIN)/python -m pytest -m soak --timeout 1800

check: $(READY) ## format, lint and types
	@$(BIN)/ruff format --check --quiet . || { echo "Not formatted. Run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary

calibrate: $(READY) data ## fit the probability of an answer again (DATA=folder)
	@$(BIN)/pip install --quiet --constraint constraints.txt --no-build-isolation --editable ".[benchmark]"
	@$(BIN)/python -m benchmarks.calibrate $(DATA)

eval: $(READY) ## measure answers on the sample library
	@$(BIN)/assistant eval corpus/sample

sample-check: $(READY) ## check what the sample library promises (DATA=folder of other people's articles)
	@$(BIN)/python benchmarks/sample.py $(DATA)

duplicates: $(READY) ## measure how well prints of one text are found (DATA=folder of evaluation data)
	@$(BIN)/python benchmarks/duplicates.py $(DATA)

checker: $(READY) data ## measure how well sentences are judged (DATA=folder of evaluation data)
	@$(BIN)/python -m benchmarks.checker $(DATA)/clapnq-dev

benchmark: $(READY) data ## compare with a plain LangChain pipeline (DATA=folder of evaluation data)
	@$(BIN)/pip install --quiet --constraint constraints.txt --no-build-isolation --editable ".[benchmark]"
	@$(BIN)/python benchmarks/plain_pipeline.py $(DATA)/news-dev --limit 300

screenshot: $(READY) chromium ## make the README's picture again
	@$(BIN)/python benchmarks/screenshot.py

clean: ## delete the virtual environment, caches and the sample's data
	rm -rf .venv .data .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): pyproject.toml constraints.txt
	@echo "Setting up .venv; this takes a few minutes the first time."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt torch hatchling editables
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-build-isolation --editable ".[test]"
	@touch $(READY)

data:
	@test -d "$(DATA)" || { echo "Name a folder of evaluation folders: make calibrate DATA=DIR (clapnq-dev, news-dev in it)."; exit 2; }

chromium:
	@.ci/chromium
