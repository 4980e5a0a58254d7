# Everything that a person needs, by `make <target>`. Without a target: this list.
.DEFAULT_GOAL := help
.PHONY: help build deb try-systemd try-page format lint test test-core test-openclaw test-engine test-prometheus test-component test-real cover run clean-demo bench verify stub-image openclaw-image clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-16s %s\n", $$1, $$2}'

build: ## Build everything; the executable is artifacts/botmaker/botmaker
	@scripts/build

deb: ## Build the Debian package: artifacts/botmaker_VERSION_ARCH.deb
	@scripts/package-deb

try-systemd: ## Install, run, upgrade and purge the package under a real systemd in a container (root, an engine, debootstrap)
	@scripts/try-systemd

try-page: ## Look at the status page in a headless browser: axe-core, phone, keyboard, hostile manifests (node, chromium)
	@scripts/try-page

format: ## Format the code in place
	@dotnet format BotMaker.Reconciler.sln

lint: ## Check the format, the shell scripts' syntax and the layers
	@dotnet format BotMaker.Reconciler.sln --verify-no-changes
	@for script in scripts/* deploy/stub-image/build deploy/openclaw-image/build .ci/run; do bash -n $$script || exit 1; done; for script in deploy/stub-image/openclaw deploy/debian/p*; do sh -n $$script || exit 1; done

test: ## Run all tests, those on a real engine included
	@scripts/test

test-core: ## The pure core: tables, properties, golden hashes
	@scripts/test core

test-openclaw: ## Configuration documents and rules
	@scripts/test openclaw

test-engine: ## The engine client and the engine in memory
	@scripts/test engine

test-prometheus: ## The exporter
	@scripts/test prometheus

test-component: ## The whole daemon on the engine in memory
	@scripts/test reconciler

test-real: ## The whole daemon on a real engine of the tests' own (root)
	@scripts/test real

cover: ## Line coverage of the core, as a figure
	@scripts/cover

run: ## Run the demo fleet
	@scripts/run-demo

clean-demo: ## Remove what the demo made
	@scripts/clean-demo

bench: ## Measure the figures that the product promises
	@scripts/bench

verify: lint test ## What must pass before a merge

stub-image: ## Build botmaker/stub-openclaw:dev, the stand-in for a bot
	@deploy/stub-image/build

openclaw-image: ## Build botmaker/openclaw:RELEASE from the npm registry, for tests and demos of a real release (root)
	@deploy/openclaw-image/build $(RELEASE)

clean: ## Remove what builds and tests made
	@rm -rf artifacts
