# Every target sets itself up, from a bare clone too. `make` alone prints what there is.
.DEFAULT_GOAL := help
.PHONY: help run test test-long test-services check format demo bench lock verify-pdf \
	ready-to-run ready-to-test

export FLASK_APP := wsgi:app
export FILE REPORTS
BIN := .venv/bin
# Two processes, whatever the machine has; which tests stay together says tests/shape/side_by_side.py.
SIDE_BY_SIDE := -n 2
# What a database, a queue or a store cannot change: tools, sources, how pages look and work in a
# browser, that every route asks its rule, what is signed into a file, how a book is bound. Two
# journeys, the rooms and what is live walk in real browsers on services too.
ASK_NO_SERVICE := $(foreach room,accreditation archive benchmarks demo look pdf shape video,\
	--ignore=tests/$(room)) \
	$(foreach journey,end_of_a_stage into_training service_lead to_a_decision two_accreditors,\
	--ignore=tests/journeys/test_$(journey).py) \
	$(foreach room,copies footage pathway portfolio studio,\
	--ignore-glob='tests/$(room)/test_*in_*browser*.py') \
	$(foreach file,studio/test_read_out studio/test_showing_the_reel studio/test_panel_tracks \
	footage/test_device_check footage/test_fingerprint footage/test_blurring \
	portfolio/test_signature portfolio/test_interrupted policies/test_endpoints \
	rights/test_highlights_by_phone,--ignore=tests/$(file).py)

help:  ## print this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run:  ## serve Attune with a demo at http://127.0.0.1:8000 (PORT=8001 for another port)
	@deploy/serve

test: ready-to-test  ## run the suite, browser journeys included (ARGS="-k consent" for a part)
	$(BIN)/pytest $(SIDE_BY_SIDE) $(ARGS)

test-long: ready-to-test  ## run the tests that take minutes
	$(BIN)/pytest -m long $(ARGS)

test-services:  ## run the suite on PostgreSQL, Redis and an S3-protocol store, started for it
	@deploy/setup services
	deploy/services/run $(BIN)/pytest $(ASK_NO_SERVICE) $(SIDE_BY_SIDE) $(ARGS)

check: ready-to-test  ## format, lint, types, who may import whom
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: ready-to-test  ## put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

demo: ready-to-run  ## load the demo into an empty database
	$(BIN)/flask db upgrade
	$(BIN)/flask demo load

bench: ready-to-test  ## measure against references (ONLY=page-home,pdf-small for some)
	$(BIN)/python -m benchmarks $(if $(ONLY),--only $(ONLY))

verify-pdf: ready-to-test  ## check a portfolio's PDF with veraPDF where it is installed (FILE=... for yours)
	@deploy/verify-pdf

lock: ready-to-test  ## choose the newest versions pyproject.toml allows, and write them down
	$(BIN)/uv pip compile pyproject.toml -o requirements/runtime.txt $(LOCK)
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements/runtime.txt \
		-o requirements/dev.txt $(LOCK)

LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

ready-to-run:
	@deploy/setup run

ready-to-test:
	@deploy/setup test
