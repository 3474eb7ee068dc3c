# Needs Python 3.11 or newer with venv, git and make; everything else goes into $(VENV).
VENV ?= .venv

ifndef PYTHON
PYTHON := $(shell for python in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; break; }; done)
endif

bin := $(VENV)/bin
# Old pips know no dependency groups, so the pip of the venv is renewed first.
pip := $(bin)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test test-deep fuzz mutants verdict-diff lint docs site try runtime wheel lock bench clean

help:
	@echo 'make demo    install into $(VENV) and classify a real release'
	@echo 'make test    run every test'
	@echo 'make test-deep  fetch the suites that others keep for JSON, TOML, YAML, CycloneDX and SPDX, run them, and ask every hostile input'
	@echo 'make fuzz    feed every reader what a fuzzer invents, TIME seconds each (60)'
	@echo 'make mutants change one place of the code at a time and see that a test fails (SAMPLE=200, 0 is all; SEED=1, PACKAGE=evaluation)'
	@echo 'make verdict-diff OLD=v0.1.0  which verdicts have changed since a commit, as Markdown for a review'
	@echo 'make lint    ruff and mypy'
	@echo 'make docs    check the documentation (examples, links, lists) and build its site'
	@echo 'make site    build the site alone, into build/docs'
	@echo 'make try     build the site with the page that runs openness in the browser (needs npm), and serve it'
	@echo 'make wheel   build the wheel into dist/'
	@echo 'make lock    choose anew what the action installs and a release is built with, by hash'
	@echo 'make bench   time everything beside others, and write docs/reference/speed.md'
	@echo 'make clean   remove what was built'

demo: $(VENV)/.installed
	@$(bin)/openness classify docs/examples/olmo-2/openness.yaml

# As many at once as there are processors, up to eight: each holds half a gigabyte.
test: $(VENV)/.test
	$(bin)/pytest -n auto --maxprocesses 8 --dist worksteal

test-deep: $(VENV)/.test
	$(bin)/python tests/suites/fetch.py build/suites
	OPENNESS_HOSTILE=all OPENNESS_KILLS=40 $(bin)/pytest tests/suites tests/hostile/test_hostile_corpus.py tests/scan/test_journal.py

TIME ?= 60
fuzz: $(VENV)/.test
	@$(pip) install --group fuzz
	$(bin)/python -m tests.fuzz.fuzz --each $(TIME)

# Needs Python 3.12. BESIDE=1 asks only the tests beside what decides, AGAIN=1 takes those that survived the last time, REPORT=1 fails on none.
mutants: $(VENV)/.test
	$(bin)/python -m tests.support.mutants $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED)) \
		$(if $(PACKAGE),--package $(PACKAGE)) $(if $(BESIDE),--beside) $(if $(AGAIN),--again) $(if $(REPORT),--report)

verdict-diff: $(VENV)/.installed
	@$(bin)/python -m tests.support.verdicts $(OLD)

lint: $(VENV)/.lint
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy --strict

docs: $(VENV)/.test
	$(bin)/pytest tests/docs
	@$(MAKE) --no-print-directory site

# Warnings are errors, and every name must lead somewhere; nothing is fetched while it is built.
site: $(VENV)/.docs
	$(bin)/sphinx-build --quiet -W --keep-going -n -j auto -d build/doctrees docs build/docs
	@echo 'The site begins at build/docs/index.html'

# Browsers run no worker from a file, so the site is served: make try, then open the address.
try: runtime
	$(bin)/python -m http.server --bind 127.0.0.1 --directory build/docs 8000

runtime: site $(VENV)/.build
	@rm -rf build/wheel
	$(bin)/python -m build --wheel --outdir build/wheel
	$(bin)/python docs/_site/runtime.py build/wheel/*.whl build/docs/_static/try/runtime

wheel: $(VENV)/.build
	$(bin)/python -m build --wheel --outdir dist

# One lock for all systems and Pythons: every version that is newest today.
lock: $(VENV)/.installed
	@$(pip) install --group lock
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(bin)/uv pip compile --quiet --upgrade --universal --generate-hashes \
		--python-version 3.11 --no-annotate --group build pyproject.toml --output-file requirements.lock

# An hour or more: other tools that identify texts are installed beside, and three million models are read many times.
bench: $(VENV)/.test
	$(bin)/python -m tests.benchmarks --peers build/peers --page docs/reference/speed.md

clean:
	rm -rf $(VENV) build dist docs/records .mypy_cache .pytest_cache .ruff_cache .hypothesis src/openness/_index.jsonl*
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

# The venv is made anew when pyproject.toml changes. An editable install sees every change to src/ at once.
$(VENV)/.installed: pyproject.toml
	@$(or $(PYTHON),false) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo 'make: openness needs Python 3.11 or newer with venv; none was found.' >&2; \
	echo 'make: install one (on Debian: python3 and python3-venv) or name it: make PYTHON=/path/to/python3' >&2; \
	exit 1; }
	@echo 'Making $(VENV) with $(PYTHON) …'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(pip) install --upgrade 'pip>=25.1'
	@$(pip) install --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.installed
	@$(pip) install --group test --group peers --group engines --group places --group browser $(if $(CI),--group spark)
	@touch $@

# hatchling: mypy reads hatch_build.py too.
$(VENV)/.lint: $(VENV)/.test
	@$(pip) install --group lint hatchling
	@touch $@

$(VENV)/.docs: $(VENV)/.test
	@$(pip) install --group docs
	@touch $@

$(VENV)/.build: $(VENV)/.installed
	@$(pip) install --group build
	@touch $@
