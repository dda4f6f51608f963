# Every developer command has one name. `make run` and `make test` do all the set-up on a fresh machine.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

# The catalogue is compiled by the build hook, so a change to the compiler asks for a new install.
INSTALL_INPUTS := pyproject.toml hatch_build.py $(wildcard explorer/core/catalog/*.py) $(wildcard explorer/core/models/*.py)

.PHONY: help install run test check bench pictures package package-test clean

help:
	@echo "make run           set up, then open the window on the built-in practice endpoint"
	@echo "make test          set up, then run every test"
	@echo "make check         ruff, mypy strict, import contracts"
	@echo "make bench         print every performance ratio, measured side by side"
	@echo "make pictures      draw every state of the window into build/pictures/"
	@echo "make package       build the .deb and the portable archive into dist/"
	@echo "make package-test  install the .deb in a bare Debian root and start it there (root only)"
	@echo "make clean         remove what these commands made"

install: $(VENV)/.run-installed

run: install
	@sh packaging/linux/system_packages.sh run
	@$(BIN)/request-explorer --sandbox

test: $(VENV)/.test-installed
	@sh packaging/linux/system_packages.sh run test
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

check: $(VENV)/.check-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test-installed
	@sh packaging/linux/system_packages.sh run
	$(BIN)/python -m pytest tests/bench -m bench -s -q -p no:xdist $(PYTEST_ARGS)

pictures: $(VENV)/.test-installed
	@sh packaging/linux/system_packages.sh run pictures
	$(BIN)/python packaging/pictures.py

package: $(VENV)/.package-installed
	@sh packaging/linux/system_packages.sh run package
	$(BIN)/python packaging/build.py

package-test: package
	@sh packaging/linux/system_packages.sh package-test
	$(BIN)/python -m pytest tests/packaging -m package -q $(PYTEST_ARGS)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/.created:
	@sh packaging/linux/system_packages.sh python
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@touch $@

$(VENV)/.run-installed: $(VENV)/.created $(INSTALL_INPUTS)
	@echo "Installing Request Explorer and compiling its action catalogue (a few minutes the first time) ..."
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.test-installed: $(VENV)/.run-installed
	$(BIN)/python -m pip install --quiet --group test --group check
	@touch $@

$(VENV)/.check-installed: $(VENV)/.test-installed
	@touch $@

$(VENV)/.package-installed: $(VENV)/.test-installed
	$(BIN)/python -m pip install --quiet --group package
	@touch $@
