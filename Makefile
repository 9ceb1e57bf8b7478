SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help setup demo test deep bench eval schema docs lock

BIN := .venv/bin
export PYTHON
export PROPOSALKIT_MODELS ?= $(CURDIR)/.cache/models

help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

setup: ## make .venv ready (PYTHON=... chooses the interpreter)
	@scripts/setup.sh

demo: setup ## generate the three example kits into output/
	@scripts/demo.sh

test: setup ## lint, types, import contract, knowledge check, tests
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/proposalkit knowledge check
	$(BIN)/pytest -n 2 --dist loadfile -m "not deep"

deep: setup ## the full counts and the tests with other programs
	@scripts/other_tools.sh
	$(BIN)/pytest -n 2 -m deep

bench: setup ## print the measured figures
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.pricing
	$(BIN)/python -m benchmarks.mcp_calls
	$(BIN)/python -m benchmarks.clauses
	$(BIN)/python -m benchmarks.grounding
	$(BIN)/python -m benchmarks.buyer
	$(BIN)/python -m benchmarks.retrieval.speed
	$(BIN)/python -m benchmarks.drafting.speed

eval: setup ## print how well the search finds, and what a lying model gets past the checks
	$(BIN)/python -m benchmarks.retrieval.run --half test
	$(BIN)/python -m benchmarks.retrieval.run --half tuning
	$(BIN)/python -m benchmarks.drafting.run

schema: setup ## write the JSON Schemas again
	$(BIN)/proposalkit schema schema/

docs: setup ## write the generated pages and the picture of page one again
	$(BIN)/python scripts/cli_reference.py
	$(BIN)/python scripts/field_reference.py
	$(BIN)/python scripts/rules_reference.py
	$(BIN)/python scripts/clause_review.py
	$(BIN)/python scripts/words_reference.py
	$(BIN)/python scripts/checks_reference.py
	$(BIN)/python scripts/page_one.py

lock: setup ## write the lock files again from pyproject.toml
	scripts/lock.sh
