# Two commands are enough: `make` builds this repository's own playbook, `make test` checks it all.
# Needed: GNU make and Python 3.11 or later (`make PYTHON=python3.13` picks another one).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOCK := requirements.lock
SOURCES := src tests
# What the search is compared with: installed into .bench/, never a part of the project.
PEERS := lunr@2.3.9 pagefind@1.6.0
# The Nu Html Checker of the W3C's validator, likewise. It takes the folders of a disk for other
# origins, so what it says of the policy is left out; browser tests watch that.
NU := vnu-jar@26.9.27
NU_CHECK := java -jar .bench/nu/node_modules/vnu-jar/build/dist/vnu.jar --Werror --also-check-svg \
	--skip-non-html --filterpattern '.*Content Security Policy.*'
# The day on which the story of content/ stands; rules about time take it for today.
AS_OF := 2026-06-20

# Options for bench and bench-quick, such as BENCH='--resume --tools playbook hugo'.
BENCH :=

# How many processes share the tests at most, on a machine with very many processors; each may hold
# a browser and a built site.
WORKERS := 8

# Options for soak: --minutes, --documents, --seed.
SOAK :=

# What the caller exports for other projects must not decide what this one imports or how it runs.
unexport PYTHONPATH PYTHONHOME PYTEST_ADDOPTS
.DEFAULT_GOAL := site
.DELETE_ON_ERROR:
.PHONY: site handbook serve check test fix golden screenshots validate bench bench-quick bench-search soak fuzz lock clean help

site: $(READY) ## Build this repository's playbook into site/ (the default)
	$(BIN)/playbook build --as-of $(AS_OF)

handbook: $(READY) ## Build the documentation with playbook itself, into build/handbook/site/
	rm -rf build/handbook/content
	$(BIN)/python docs/handbook.py build/handbook
	$(BIN)/playbook build -f build/handbook/site.yml

serve: $(READY) ## Preview it and reload on every change
	$(BIN)/playbook serve --as-of $(AS_OF)

check: $(READY) ## Check its documents and build nothing
	$(BIN)/playbook check --as-of $(AS_OF)

test: $(READY) ## Style, types and every test; the last line is pytest's summary
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses=auto --maxprocesses=$(WORKERS) --dist=worksteal

fix: $(READY) ## Mend what ruff can mend and format the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

golden: $(READY) ## Rewrite the golden files; read their diff before you commit it
	$(BIN)/pytest --golden

screenshots: site ## Take the README's pictures of the built site (needs Chromium)
	$(BIN)/python docs/screenshots.py site docs/images

validate: site ## Have the Nu Html Checker read this site and a new playbook's (needs npm and Java)
	npm install --prefix .bench/nu --no-save --no-audit --no-fund $(NU)
	rm -rf .bench/nu/new && $(BIN)/playbook init .bench/nu/new
	$(BIN)/playbook build -q -f .bench/nu/new/site.yml
	$(NU_CHECK) site .bench/nu/new/site
	@echo "valid: $$(find site .bench/nu/new/site -name '*.html' | wc -l) pages"

bench: $(READY) ## Measure beside other generators (an hour or more); writes docs/performance.md
	$(BIN)/python -u benchmarks/bench.py --publish $(BENCH)
	$(BIN)/pytest -m bench --capture=no

bench-quick: $(READY) ## Measure with 1,000 documents in two rounds, and write nothing
	$(BIN)/python -u benchmarks/bench.py --documents 1000 --rounds 2 $(BENCH)

bench-search: $(READY) ## Compare the search with Pagefind and lunr, and weigh it (needs npm and Chromium)
	npm install --prefix .bench --no-save --no-audit --no-fund $(PEERS)
	$(BIN)/python benchmarks/search/compare.py
	$(BIN)/python benchmarks/search/weight.py

soak: $(READY) ## Use the preview for ten minutes as a careless author does (SOAK='--minutes 60')
	$(BIN)/python benchmarks/soak.py $(SOAK)

fuzz: $(READY) ## Run the property tests with many more examples, and what goes wrong once in a while
	$(BIN)/pytest -m "hypothesis or often" --hypothesis-profile=fuzz

lock: ## Rewrite requirements.lock with the newest versions that fit pyproject.toml
	@tool=$$(mktemp -d) && trap 'rm -rf "$$tool"' EXIT && \
	$(PYTHON) -m venv "$$tool" && \
	"$$tool/bin/python" -m pip install --quiet uv && \
	"$$tool/bin/uv" pip compile pyproject.toml --extra test --extra dev --output-file $(LOCK) \
		--universal --python-version 3.11 --upgrade --generate-hashes \
		--no-header --no-emit-index-url --quiet

clean: ## Remove everything that make, the build and the tools have written
	rm -rf $(VENV) .bench site .playbook dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r target text; do printf '  %-12s %s\n' "$$target" "$$text"; done

# The lock pins every package by hash, the build backend included, so that the project itself
# is installed without looking for anything.
$(READY): $(LOCK) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo '$(PYTHON) is older than 3.11; try: make PYTHON=python3.13' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
