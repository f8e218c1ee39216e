#!/bin/bash
# Measures both engines on this machine and prints the tables of docs/BENCHMARK.md.
#
#   scripts/bench.sh [SECONDS [PEOPLE]]    for each operation, 5 if not given; in the register, 200000 if not given
#
# PostgreSQL is started for it and stopped after it, see scripts/postgres.sh.
set -eu
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'scripts/postgres.sh stop "$dir"' EXIT
ONEDOOR_TEST_POSTGRES=$(scripts/postgres.sh start "$dir" 0)
export ONEDOOR_TEST_POSTGRES
cargo bench -p onedoor --bench http -- --seconds "${1-5}"
cargo bench -p onedoor-site --bench register -- --people "${2-200000}"
