# make report  renders reports/        make test  runs every test        make lab   opens the notebooks
# make notebooks  runs notebooks/      make lint  checks style and types
# Each makes what it needs in .venv, from the hash-pinned locks; on Windows see README.md.

PYTHON ?= python3
LAB ?= notebooks
AT_ONCE ?= 2
REPORTS ?= 100
NUMBERS ?= 10 100 1000
BIN := .venv/bin
INSTALL = $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: report check test test-fast coverage notebooks lint lab audit benchmark growth lock clean

report: .venv/report
	$(BIN)/announcement build

check: .venv/report
	$(BIN)/announcement check

# Two at a time. The cells of a notebook need each other, so that a notebook is one's alone.
test: .venv/test
	$(BIN)/python -m pytest -n $(AT_ONCE) --dist worksteal tests
	$(BIN)/python -m pytest -n $(AT_ONCE) --dist loadfile notebooks

test-fast: .venv/test
	$(BIN)/python -m pytest -n $(AT_ONCE) --dist worksteal -m "not slow" tests

# Which branches no test takes, in any of the processes that the tests start.
coverage: .venv/test
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest tests
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --skip-covered --sort=cover

# Runs every notebook in place, so that the outputs that are committed are those of the code and the data.
notebooks: .venv/test
	$(BIN)/python -m helpers.publishing.refresh

lint: .venv/lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

lab: .venv/lab
	$(BIN)/jupyter lab $(LAB)

.venv/report: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

audit: .venv/audit
	$(BIN)/python -m pip_audit --require-hashes --disable-pip --requirement requirements.lock

benchmark: .venv/benchmark
	$(BIN)/python benchmarks/compare.py $(REPORTS)

growth: .venv/benchmark
	$(BIN)/python benchmarks/growth.py $(NUMBERS)

.venv/test .venv/lint .venv/lab .venv/audit .venv/cluster .venv/benchmark: .venv/%: requirements-%.lock .venv/report
	$(INSTALL) --require-hashes -r $<
	touch $@

# Needs uv. The constraint keeps what is common to all locks at one version.
COMPILE = uv pip compile --quiet --universal --fork-strategy fewest --generate-hashes --python-version 3.11 --custom-compile-command "make lock" pyproject.toml

lock:
	$(COMPILE) --extra build -o requirements.lock
	for extra in test lint lab audit cluster benchmark; do \
		$(COMPILE) --constraint requirements.lock --extra $$extra -o requirements-$$extra.lock; \
	done

clean:
	rm -rf .venv
