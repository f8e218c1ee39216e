#!/bin/bash
# A throw-away PostgreSQL server on the loopback interface, for tests.
#
#   scripts/postgres.sh start DIR PORT    makes DIR, starts the server and prints its URL
#   scripts/postgres.sh stop DIR          stops it and removes DIR
#
# PORT 0 chooses a free one. The binaries are looked for in PATH and where Debian puts them. As root,
# which PostgreSQL refuses to run under, the user `postgres` of the package is used instead.
set -eu

usage() { echo "usage: $0 start DIR PORT | stop DIR" >&2; exit 2; }

bin() {
    for dir in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
        [ -x "$dir/$1" ] && { echo "$dir/$1"; return; }
    done
    command -v "$1" || { echo "$0: PostgreSQL ($1) is not installed" >&2; exit 1; }
}

as_server() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

free_port() {
    port=54320
    while (: </dev/tcp/127.0.0.1/$port) 2>/dev/null; do port=$((port + 1)); done
    echo $port
}

start() {
    dir=$1 port=$2
    initdb=$(bin initdb) server=$(bin postgres)
    ready=$(dirname "$server")/pg_isready
    [ "$port" = 0 ] && port=$(free_port)
    mkdir -p "$dir"
    [ "$(id -u)" = 0 ] && chown postgres "$dir"
    (cd "$dir" && as_server "$initdb" -D "$dir/data" -U onedoor -A trust -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1) ||
        { cat "$dir/initdb.log" >&2; exit 1; }
    # Loopback only, no socket file outside of DIR, and durable as in earnest.
    (cd "$dir" && as_server "$server" -D "$dir/data" -p "$port" -c listen_addresses=127.0.0.1 \
        -c unix_socket_directories="$dir" -c max_connections=200 &) >"$dir/server.log" 2>&1 </dev/null
    for _ in $(seq 100); do
        "$ready" -q -h 127.0.0.1 -p "$port" && { echo "postgres://onedoor@127.0.0.1:$port/postgres"; return; }
        sleep 0.1
    done
    cat "$dir/server.log" >&2
    exit 1
}

stop() {
    dir=$1
    pid=$(head -n 1 "$dir/data/postmaster.pid" 2>/dev/null || true)
    if [ -n "$pid" ]; then
        kill -INT "$pid"
        while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    fi
    rm -rf "$dir"
}

case ${1-} in
    start) [ $# = 3 ] || usage; start "$2" "$3" ;;
    stop) [ $# = 2 ] || usage; stop "$2" ;;
    *) usage ;;
esac
