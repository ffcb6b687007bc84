# `make start` opens the course, `make test` proves it. Both set up what they need in .venv, both can
# be run again at any time. Windows: see environment.yml, or run `python .ci/environment.py learn`.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help start teach build grade test bench check lint types suite browser notebooks lock clean bench-grading learn-env teach-env dev-env

VENV ?= .venv
JOBS ?= 2
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PY := $(BIN)/python
export VENV PYTHON
# nbgrader calls other commands of the environment by their bare names.
export PATH := $(abspath $(BIN)):$(PATH)

ready = @python=$$(sh .ci/python) && "$$python" .ci/environment.py
step = @printf '\n== %s\n'

help:
	@echo "make start   open the course in the browser   (LEARNER=code  PORT=8899  SOLO=1)"
	@echo "make teach   open the instructor's side       (PORT=8899)"
	@echo "make grade   grade what was handed in         (FROM=folder or zip  QUIZ=quiz-02  CLOSED=1)"
	@echo "make build   rebuild all derived files after an edit"
	@echo "make test    everything CI checks; or one part: check lint types suite browser notebooks"
	@echo "make bench   how fast lessons open and answer, beside a bare Voilà page"
	@echo "make bench-grading  how fast a class is graded, beside stock nbgrader (5 minutes)"
	@echo "make clean   remove the environment and scratch files, never anyone's answers"
	@if [ -x $(BIN)/milkflow ]; then echo; $(BIN)/milkflow; fi

start: learn-env
	@$(BIN)/milkflow start $(if $(LEARNER),--learner '$(LEARNER)') $(if $(PORT),--port '$(PORT)') $(if $(SOLO),--solo)

teach: teach-env
	@$(BIN)/milkflow teach $(if $(PORT),--port '$(PORT)')

build: teach-env
	@$(BIN)/milkflow build

grade: teach-env
	@$(BIN)/milkflow grade $(if $(FROM),'$(FROM)') $(if $(QUIZ),--quiz '$(QUIZ)') $(if $(CLOSED),--closed)

# The biggest environment first: a bigger one later would be set up a second time.
test: dev-env check lint types suite browser notebooks
	$(step) "all of it: check, ruff, mypy, pytest, browser, nbval"

check: teach-env
	$(step) "milkflow check: every content file"
	@$(BIN)/milkflow check

lint: dev-env
	$(step) "ruff"
	@$(PY) -m ruff check --output-format concise .

types: dev-env
	$(step) "mypy --strict"
	@$(PY) -m mypy

suite: dev-env
	$(step) "pytest: all but the browser"
	@$(PY) -m pytest -q -n $(JOBS) -m "not browser"

browser: dev-env
	$(step) "pytest: in a real browser"
	@$(PY) -m pytest -q -n $(JOBS) -m browser tests

notebooks: dev-env
	$(step) "nbval: every notebook against its stored output"
	@$(PY) .ci/notebooks.py $(JOBS)

# Ratios against a peer in the same run; on a quiet machine.
bench: dev-env
	$(step) "opening a lesson, beside a bare Voilà page"
	@cd tests && $(abspath $(PY)) bench_opening.py

bench-grading: teach-env
	$(step) "grading a class, beside stock nbgrader on the same files"
	@cd tests && $(abspath $(PY)) bench_grading.py

# The lock is resolved once for all of Python 3.11-3.13 on Linux, macOS and Windows.
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv"; exit 1; }
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --all-extras --group build --custom-compile-command "make lock" pyproject.toml -o requirements.lock

learn-env teach-env dev-env: %-env:
	$(ready) $*

clean:
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
