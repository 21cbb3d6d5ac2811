# Type `make` to see what there is to do. Every target sets up what it needs; a second time there is nothing to do.

PYTHON3 ?= python3
BIN := .venv/bin
UV_COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help demo test faults lint lint-style lint-types lint-rooms lint-manners bench known-again forms screenshots package package-check lock set-up set-up-dev set-up-bench

help: ## say what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: set-up ## open the sample vault; where there is no display, make its letters and pictures as files
	@$(PYTHON3) tools/demo.py

test: set-up-dev ## run every test
	$(BIN)/python -m pytest

faults: set-up-dev ## kill it, cut the power, fill the disk, at every step; half an hour on two cores with nothing else to do (make test has the short form)
	$(BIN)/python -m pytest tests/faults --faults=whole -o faulthandler_timeout=0

lint: lint-style lint-types lint-rooms lint-manners ## check style, types, import rules, sizes and texts (make -k lint: go on after the first fault)

lint-style: set-up-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lint-types: set-up-dev
	$(BIN)/mypy --platform linux
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32
	$(BIN)/mypy tools tests/support tests/conftest.py

lint-rooms: set-up-dev
	$(BIN)/lint-imports --no-cache

lint-manners: set-up-dev
	$(BIN)/python tools/check_sizes.py
	$(BIN)/python tools/check_texts.py
	$(BIN)/python tools/build_ui.py --check

bench: set-up-dev ## measure against the limits, print a table and keep it in build/bench.txt; a quarter of an hour; it only reports
	$(BIN)/python -m tools.bench

known-again: set-up-bench ## measure on the set febrl4 how surely somebody is known again; make bench has it from then on
	$(BIN)/python -m pytest -s tests/exchange/test_known_again.py

forms: set-up-dev ## compile the Designer files of ui/ into the package
	$(BIN)/python tools/build_ui.py

screenshots: set-up-dev ## make pictures of every screen, light and dark, in docs/gallery (DIR=... for another place)
	$(BIN)/python tools/make_screenshots.py $(DIR)

package: ## make what a computer gets in dist: a folder that needs no Python, a Debian package around it, both tried
	@$(PYTHON3) -m tools.package

package-check: ## try the Debian package of dist again on a bare system
	@$(PYTHON3) -m tools.package check

lock: set-up-dev ## choose the versions of every dependency anew, with hashes for every system
	$(UV_COMPILE) -o requirements.txt
	$(UV_COMPILE) --extra build -c requirements.txt -o requirements-build.txt
	$(UV_COMPILE) --extra dev -c requirements-build.txt -o requirements-dev.txt
	$(UV_COMPILE) --extra package -c requirements-dev.txt -o requirements-package.txt
	$(UV_COMPILE) --extra dev --extra bench -c requirements-dev.txt -o requirements-bench.txt

set-up:
	@$(PYTHON3) tools/set_up.py run

set-up-dev:
	@$(PYTHON3) tools/set_up.py dev

set-up-bench:
	@$(PYTHON3) tools/set_up.py bench
