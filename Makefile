# Two commands are all a newcomer needs: `make kiosk` and `make test`.
.DEFAULT_GOAL := help
.PHONY: help setup train kiosk test test-in-process test-of-processes check bench soak chaos
BIN := .venv/bin
DEMO ?= $(LINBAN_DEMO)

help:  ## this list
	@sed -nE 's/^([a-z]+):.*## /\1\t/p' Makefile | expand -t 9

setup:  ## .venv and the Debian packages; quick when nothing changed
	@deploy/setup.sh

train: setup  ## the dialogue model, if what it is made of changed
	@$(BIN)/linban train

kiosk: train  ## the station in a browser; DEMO=1 hears a synthetic voice when there is no speech model
	@$(BIN)/linban speech status >/dev/null 2>&1 || $(BIN)/linban speech fetch || true
	@LINBAN_DEMO=$(DEMO) $(BIN)/linban up

test: train  ## every test; those in front of real processes mostly wait, so that the others run beside them
	@echo "Both halves of the tests run at once; each is shown when it is over (a quarter of an hour or two) …"
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target test-in-process test-of-processes

test-in-process:
	@$(BIN)/pytest -m "unit or integration or dialogue or conventions"

test-of-processes:
	@$(BIN)/pytest -m e2e

check: setup  ## style, types, and what the tree itself must satisfy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest -q -m conventions

bench: train  ## ears and mouth; then speed and memory, beside stock Rasa on this machine
	@$(BIN)/python -m tests.benchmarks speech; speech=$$?; $(BIN)/python -m tests.benchmarks && exit $$speech

MINUTES ?= 5
soak: train  ## twenty chats and a kiosk in use for MINUTES=5: does memory grow, is anything left open?
	@$(BIN)/python -m tests.benchmarks.soak --minutes $(MINUTES)

chaos: train  ## kills processes, locks the database, fills the disk, tears files
	@$(BIN)/pytest -q tests/e2e/station/test_chaos.py tests/e2e/station/test_power_cut.py \
		tests/e2e/station/test_processes.py tests/e2e/station/test_clock.py tests/e2e/station/test_read_only.py \
		tests/integration/upkeep tests/unit/assistant/test_station_data.py
