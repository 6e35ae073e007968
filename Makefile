# Stepwell. `make run` and `make test` need nothing else to be installed by hand; each sets up what it needs.

.PHONY: run test check dev bench soak fuzz docs setup

run: ## builds everything and shows a worked example in the terminal
	@scripts/setup run
	@test -x target/release/stepwell || echo "Building Stepwell; the first time takes some minutes."
	@cargo build --release --locked --bin stepwell
	@scripts/demo target/release/stepwell

test: ## everything that CI runs
	@scripts/test

check: ## the inner loop: format, types, lints of what changed
	@cargo fmt --all --check && cargo clippy --workspace --all-targets --quiet -- -D warnings

dev: ## the fast tests, without databases and browsers
	@cargo test --workspace --exclude store --exclude runtime --exclude app

bench: ## every figure of docs/performance.md, measured on this machine
	@scripts/setup bench
	@bench/run

soak: ## an hour of load; memory must stay flat
	@scripts/setup run
	@cargo build --release --quiet --bin stepwell
	@target/release/stepwell bench soak --minutes 60

fuzz: ## ten minutes for each parser that reads bytes from outside
	@scripts/fuzz 600

docs: ## writes what is generated into docs/
	@UPDATE_DOCS=1 cargo test -p app --test readme
	@UPDATE_SUPPORT=1 cargo test -p testkit --test support
	@UPDATE_DOCS=1 cargo test -p xtask

setup: ## Debian packages that tests and benchmarks need
	@scripts/setup test
