#!/usr/bin/env bash
# What the tests need beside Python: Chromium, Redis, and the Nu HTML checker with its Java. On Debian as root they are
# installed; elsewhere they are named. The checker lies in this checkout, in the version of its lock file.
set -eu
cd "$(dirname "$0")/.."
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v redis-server >/dev/null || missing="$missing redis-server"
command -v java >/dev/null || missing="$missing default-jre-headless"
command -v npm >/dev/null || missing="$missing npm"
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
elif [ -n "$missing" ]; then
  echo "Not installed:$missing. The tests that need them are skipped." >&2
fi
checker=scripts/checker/node_modules/.package-lock.json
if command -v npm >/dev/null && [ scripts/checker/package-lock.json -nt "$checker" ]; then
  npm ci --prefix scripts/checker --ignore-scripts --no-audit --no-fund --loglevel=error || echo "The Nu HTML checker was not fetched." >&2
  touch -c "$checker"
fi
