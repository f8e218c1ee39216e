#!/bin/bash
# Kills an identity and a portal again and again while people link, end and sign in, and looks whether anything
# is half, lost or undone. Prints where it killed, what people did and what was lost; fails if anything was.
#
#   scripts/crash.sh KILLS [--seed SEED] [--postgres]
#
# SQLite, or with --postgres a server of its own, see scripts/postgres.sh. The seed decides what people do and where
# processes are killed, not how these meet in time.
set -eu
cd "$(dirname "$0")/.."

usage() { echo "usage: $0 KILLS [--seed SEED] [--postgres]" >&2; exit 2; }

[ $# -ge 1 ] || usage
export ONEDOOR_CRASH_KILLS=$1
shift
dir=""
while [ $# -gt 0 ]; do
    case $1 in
        --seed) [ $# -ge 2 ] || usage; export ONEDOOR_CRASH_SEED=$2; shift 2 ;;
        --postgres) dir=$(mktemp -d); shift ;;
        *) usage ;;
    esac
done
if [ -n "$dir" ]; then
    trap 'scripts/postgres.sh stop "$dir"' EXIT
    ONEDOOR_CRASH_POSTGRES=$(scripts/postgres.sh start "$dir" 0)
    export ONEDOOR_CRASH_POSTGRES
fi
cargo test --quiet -p onedoor --test it -- --exact crash::killed_again_and_again_nothing_is_half_or_lost --nocapture
