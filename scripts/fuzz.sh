#!/usr/bin/env bash
# Lets libFuzzer look for inputs that break the readers of fuzz/, and keeps what covers something new.
#
#   scripts/fuzz.sh [SECONDS [TARGET …]]     60 seconds for each target, if not said otherwise; all targets
#
# Needs a C++ compiler, and no nightly one: the coverage is LLVM's, and there is no unsafe code of ours for a sanitizer to
# watch. Each target begins with its corpus, fuzz/corpus/TARGET (an input a line, in hexadecimal digits), and with its
# seeds; at the end the shortest 400 of the inputs that together cover everything are written there. What breaks a reader is left in
# fuzz/found/TARGET, and the exit code is 1.
set -euo pipefail
cd "$(dirname "$0")/../fuzz"
seconds="${1:-60}"
[ $# -eq 0 ] || shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cd targets && ls | sed 's/\.rs$//')
host="$(rustc -vV | sed -n 's/^host: //p')"
directory="${CARGO_TARGET_DIR:-$PWD/target}"
# Inputs longer than this teach nothing.
longest=4096

work="$(mktemp -d "${TMPDIR:-/tmp}/onedoor-fuzz.XXXXXX")"
trap 'rm -rf "$work"' EXIT
mkdir -p corpus "$work/seeds"
ONEDOOR_SEEDS="$work/seeds" ${CARGO:-cargo} test --quiet --test spoilt --target-dir "$directory" seeds >/dev/null

export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
  -Cllvm-args=-sanitizer-coverage-trace-compares"
# With a target named, what runs while building is built without.
${CARGO:-cargo} build --quiet --release --features libfuzzer --target "$host" --bins --target-dir "$directory"

unpack() { # FILE DIRECTORY
  python3 - "$1" "$2" <<'P'
import hashlib, pathlib, sys
for line in pathlib.Path(sys.argv[1]).read_text().split():
    octets = bytes.fromhex(line)
    pathlib.Path(sys.argv[2], hashlib.sha1(octets).hexdigest()).write_bytes(octets)
P
}

pack() { # DIRECTORY FILE
  python3 - "$1" "$2" <<'P'
import pathlib, sys
lines = sorted((path.read_bytes().hex() for path in pathlib.Path(sys.argv[1]).iterdir()), key=lambda line: (len(line), line))
# The shortest: enough to begin with, and little to carry along.
pathlib.Path(sys.argv[2]).write_text("".join(line + "\n" for line in lines[:400] if line))
P
}

broken=0
printf '%-12s %12s %9s %8s %7s\n' target inputs a_second corpus edges
for target in "${targets[@]}"; do
  program="$directory/$host/release/$target"
  mkdir -p "$work/$target" "$work/$target.small" "$work/$target.found"
  [ ! -f "corpus/$target" ] || unpack "corpus/$target" "$work/$target"
  cp "$work/seeds/$target"-* "$work/$target/"
  if ! "$program" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len="$longest" -print_final_stats=1 \
    -artifact_prefix="$work/$target.found/" "$work/$target" >"$work/$target.log" 2>&1; then
    mkdir -p "found/$target"
    cp "$work/$target.found"/* "found/$target/" 2>/dev/null || true
    tail -30 "$work/$target.log" >&2
    broken=1
    continue
  fi
  "$program" -merge=1 -max_len="$longest" "$work/$target.small" "$work/$target" >"$work/$target.merge" 2>&1
  pack "$work/$target.small" "corpus/$target"
  inputs="$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$target.log")"
  edges="$(grep -o 'cov: [0-9]*' "$work/$target.log" | tail -1 | cut -d' ' -f2)"
  printf '%-12s %12s %9s %8s %7s\n' "$target" "$inputs" "$((inputs / (seconds > 0 ? seconds : 1)))" "$(wc -l <"corpus/$target")" "$edges"
done
exit $broken
