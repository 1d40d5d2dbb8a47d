# Set-up and checks. Everything is kept in this folder: the environment in .venv, uv and its cache in .tools.
# Needed beforehand: Python 3.11 or newer with pip, and make. `make test` as root also asks apt for tests/system-tools.txt.

SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help

PYTHON ?= python3
JOBS ?= 2
export UV_CACHE_DIR ?= $(CURDIR)/.tools/cache
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
export UV_NO_PROGRESS := 1
# a start reads compiled modules; where nothing may be compiled (many containers say so), each compiles them all again
export UV_COMPILE_BYTECODE := 1
unexport PYTHONDONTWRITEBYTECODE
# trust whom the system trusts: networks of newsrooms and ministries often have a certificate authority of their own
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export SSL_CERT_FILE ?= /etc/ssl/certs/ca-certificates.crt
endif

# the uv on the PATH where it runs at all, else one of our own
UV := $(or $(shell uv --version >/dev/null 2>&1 && command -v uv),.tools/bin/uv)
BIN := .venv/bin
WHEEL := .tools/wheel

.PHONY: help setup demo test check tests wheel tools docs site bench peers scale mutants coverage ftm eval
.PHONY: fuzz audit sbom reproducible long screenshots format clean

help:
	@echo 'make demo    set everything up and run the whole tour on the case that ships with armstrace'
	@echo 'make test    set everything up and run every check'
	@echo 'make bench   measure the speed and write docs/bench.md, docs/growth.md, docs/bench-flights.md, docs/bench-incidents.md, docs/bench-search.md,'
	@echo '             docs/bench-desk-load.md, docs/bench-desk.md'
	@echo 'make eval    measure the answers on the labelled sets and write docs/evaluation.md'
	@echo 'make scale   measure what archives, news and a cluster cost and write docs/scale.md'
	@echo 'make mutants put small faults into a copy and see whether the tests notice: docs/mutation.md (hours)'
	@echo 'make coverage  run the tests and say which branches they did not take; fails below 90 %'
	@echo 'make docs    write the generated pages of docs/'
	@echo 'make site    build the documentation as pages to open in a browser: docs/_site/index.html'
	@echo 'make fuzz    fuzz every reader (FUZZ_MINUTES each)    make long   100,000 acts with random kills'
	@echo 'make audit   known faults of the libraries used       make sbom   what armstrace is made of    make reproducible   build the wheel twice'
	@echo 'make setup   only make the environment    make format   put the code in form    make clean   remove what was made'

# ---- set-up ---------------------------------------------------------------------------------------------------------

.tools/bin/uv:
	PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 \
	    $(PYTHON) -m pip install --quiet --no-cache-dir --upgrade --target .tools 'uv>=0.9,<1'

# the scripts in an environment name its folder: one that was moved or copied here is made anew
ifneq ($(shell cat .venv/.ready 2>/dev/null),$(CURDIR))
.PHONY: .venv/.ready
endif
.venv/.ready: pyproject.toml uv.lock | $(UV)
	@if [ -e .venv ] && [ "$$(cat .venv/.ready 2>/dev/null)" != '$(CURDIR)' ]; then rm -rf .venv; fi
	$(UV) sync --quiet --locked --all-extras
	@printf '%s\n' '$(CURDIR)' > .venv/.ready

setup: .venv/.ready

# ---- the main job ---------------------------------------------------------------------------------------------------

# an older demo case is removed only if nothing was done in it since: its ledger is still the one the demo wrote
demo: setup
	@if [ -e demo-case ]; then \
	    if cmp -s demo-case/ledger.jsonl demo-case/local/ledger-of-the-demo; then \
	        chmod -R u+w demo-case; rm -rf demo-case; \
	    else \
	        echo 'demo-case holds something else than an untouched demo: move it away, then run make demo again.' >&2; exit 2; \
	    fi; \
	fi
	@$(BIN)/armstrace demo demo-case
	@mkdir -p demo-case/local && cp demo-case/ledger.jsonl demo-case/local/ledger-of-the-demo
	@echo
	@printf '%b\n' 'Here the command is $(BIN)/armstrace, as in:\n  $(BIN)/armstrace share --case demo-case --recipient AZE --years 2015-2019 --by supplier'

# ---- every check ----------------------------------------------------------------------------------------------------

test: setup
	@$(MAKE) --no-print-directory check
	@$(MAKE) --no-print-directory wheel
	@$(MAKE) --no-print-directory tools
	@$(MAKE) --no-print-directory tests

# nothing kept by ruff is used: whose a module is can change without a change of the file that imports it
check: setup
	$(BIN)/ruff format --check --no-cache .
	$(BIN)/ruff check --no-cache .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n 0 tests/project/test_budget.py

# what a reader installs: built through the source archive, with what the lock names and its hashes, no more
wheel: setup
	rm -rf $(WHEEL)
	$(UV) build --quiet --out-dir $(WHEEL)/dist
	$(UV) export --quiet --locked --no-dev --no-emit-project --output-file $(WHEEL)/requirements.txt >/dev/null
	$(UV) venv --quiet $(WHEEL)/env
	UV_COMPILE_BYTECODE=0 $(UV) pip install --quiet --python $(WHEEL)/env/bin/python --require-hashes -r $(WHEEL)/requirements.txt
	UV_COMPILE_BYTECODE=0 $(UV) pip install --quiet --python $(WHEEL)/env/bin/python --no-deps $(WHEEL)/dist/*.whl
	@echo "installed without development packages: $$(du -sm $(WHEEL)/env | cut -f1) MB"

tools: setup
	$(BIN)/python tests/system_tools.py

# no network from here on; the summary stands at the end
tests: setup
	@$(BIN)/python -m compileall -q -j $(JOBS) src tests bench eval
	ARMSTRACE_WHEEL='$(CURDIR)/$(WHEEL)/env' $(BIN)/python tests/without_network.py \
	    $(BIN)/pytest -n $(JOBS) --dist loadfile -rfEs

# ---- pages, tables, order -------------------------------------------------------------------------------------------

docs: setup
	$(BIN)/python -m docs.build

# nothing is fetched; a warning, such as a link that leads nowhere, stops it, and so does what the reference leaves out
site: setup
	$(BIN)/python -m docs.build --check
	$(BIN)/python -m sphinx --quiet -W --keep-going -b html docs docs/_site

bench: setup peers
	status=0; for part in speed growth flights incidents search desk_load desk_scale; do $(BIN)/python -m bench.$$part || status=1; done; exit $$status

scale: setup
	$(BIN)/python -m bench.scale

# in a copy below .tools, one fault and one process at a time; --take 100 or --room chain for less
mutants: setup
	nice $(BIN)/python -m bench.mutants

# under the tracer some tests of speed miss their bounds: whether tests pass is for `make tests`, here the floor counts
coverage: setup tools
	rm -rf .tools/coverage
	-$(BIN)/python tests/without_network.py \
	    $(BIN)/pytest -n $(JOBS) --dist loadfile -rfEs --cov --cov-report= tests src
	$(BIN)/coverage report --fail-under=90

# other programs to compare with, each in an environment of its own; pyreadsb needs Python 3.12
PEER_PYTHON ?= python3.12
peers: setup
	$(UV) venv --quiet --clear .tools/peers/traffic
	$(UV) pip install --quiet --python .tools/peers/traffic/bin/python --require-hashes -r bench/peers/requirements-traffic.txt
	if $(PEER_PYTHON) --version >/dev/null 2>&1; then \
	    $(UV) venv --quiet --clear --python "$$($(PEER_PYTHON) -c 'import sys; print(sys.executable)')" .tools/peers/pyreadsb; \
	    $(UV) pip install --quiet --python .tools/peers/pyreadsb/bin/python --require-hashes -r bench/peers/requirements-pyreadsb.txt; \
	fi

# what reads our exports to test them; PyICU is compiled: apt-get install libicu-dev pkg-config g++ python3-dev
ftm: setup
	$(UV) venv --quiet --clear .tools/peers/ftm
	$(UV) pip install --quiet --python .tools/peers/ftm/bin/python --require-hashes -r eval/ftm/requirements.txt
	$(BIN)/pytest -q -rs tests/court/test_foreign_programs_read_exports.py

# ---- hardening: none of it is needed to use armstrace, each environment is its own ------------------------------------

# every reader of what a stranger wrote; FUZZ_MINUTES for each (2), FUZZ to name some: make fuzz FUZZ="plan source-pdf_file"
fuzz: | $(UV)
	UV_PROJECT_ENVIRONMENT=.tools/fuzz $(UV) sync --quiet --locked --all-extras --no-dev --group fuzz --no-install-project
	PYTHONPATH=src:tests:. .tools/fuzz/bin/python -m fuzz.run $(FUZZ)

# asks the advisory service of PyPI about every library in the lock; it needs a network
audit: | $(UV)
	UV_PROJECT_ENVIRONMENT=.tools/audit $(UV) sync --quiet --locked --only-group audit --no-install-project
	.tools/audit/bin/python tests/supply/audit.py '$(UV)'

# what armstrace is made of, from the lock, as CycloneDX
sbom: | $(UV)
	$(PYTHON) tests/supply/sbom.py '$(UV)' dist/armstrace.cdx.json

# the wheel twice, in other folders, with another umask, at another time: the same bytes
reproducible: | $(UV)
	$(PYTHON) tests/supply/reproducible.py '$(UV)'

# 100,000 additions and judgements with random kills
long: setup
	$(BIN)/python -m bench.long_run

eval: setup
	$(BIN)/python -m eval.run

# the pictures in docs/desk, taken of a case made up for them
screenshots: setup
	ARMSTRACE_SCREENS='$(CURDIR)/docs/desk' $(BIN)/pytest -n 0 -q tests/desk/web/test_screens.py

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# the demo case stays: it may hold somebody's work by now
clean:
	rm -rf .venv .tools dist docs/_site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests docs bench eval -name __pycache__ -type d -prune -exec rm -rf {} +
