# `make demo` and `make test` do all their own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test shards check mutate bench bench-fleet wheel bless schema pictures clean
help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(VENV)/.run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "trustpub needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@echo "setup: virtual environment in $(VENV) (about a minute the first time)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.test: $(VENV)/.run tests/requirements.txt
	@echo "setup: test tools"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

$(VENV)/.mutate: $(VENV)/.test mutate/requirements.txt
	@echo "setup: the tool that makes mutants"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r mutate/requirements.txt
	@touch $@

demo: $(VENV)/.run  ## two repositories made publish-ready on the sandbox, by the real engine
	@$(BIN)/python -m demo

check: $(VENV)/.test  ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

test: check  ## everything that proves it, the engine runs included
	@$(BIN)/python -m engine ensure
	@tests/browser/setup
	@tests/engine/setup
	@$(BIN)/python -m tests.linters.build
	@$(BIN)/python -m compileall -q trustpub components plugin sandbox engine lab
	@$(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder

shards: $(VENV)/.test  ## 200 repositories in four shards, 2 % faults of each kind; 50 kills; half an hour
	@$(BIN)/python -m engine ensure
	@tests/engine/setup
	@TRUSTPUB_REPOSITORIES=100 TRUSTPUB_SHARE=0.02 TRUSTPUB_KILLED=20 $(BIN)/pytest -q -s tests/engine/test_shards.py

mutate: $(VENV)/.mutate  ## does a test notice each change of what decides? ONLY=preview or =waves.py
	@nice $(BIN)/python -m mutate --only "$(ONLY)" $(OPTIONS)

bench: $(VENV)/.test  ## measurements, side by side in one run
	@$(BIN)/python -m bench

bench-fleet: $(VENV)/.test  ## a fleet of 1,000 rolled out, and beside terraform and gitlabform; an hour
	@$(BIN)/python -m bench --only fleet-load,rollout,terraform-fleet,gitlabform $(OPTIONS)

wheel: $(VENV)/.test  ## dist/trustpub-VERSION-py3-none-any.whl
	@rm -rf build dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist . > /dev/null
	@rm -rf build
	@ls dist/*.whl

schema: $(VENV)/.run  ## write the generated files anew
	@$(BIN)/trustpub schema > schema/release.schema.json
	@$(BIN)/trustpub schema fleet > schema/fleet.schema.json
	@$(BIN)/trustpub schema reference > docs/config.md

bless: $(VENV)/.test  ## accept what the case folders print now
	@$(BIN)/pytest -q tests/unit tests/components --bless

pictures: $(VENV)/.test  ## the comments of all preview cases as pictures, in .work/pictures
	@tests/browser/setup
	@$(BIN)/python -m tests.browser.pictures .work/pictures

clean:  ## remove what the above made inside the clone
	@rm -rf $(VENV) .work build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
