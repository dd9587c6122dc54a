#!/usr/bin/env bash
# What the tests need beside Python: Chromium and Redis. On Debian as root they are installed; elsewhere they are named.
set -eu
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v redis-server >/dev/null || missing="$missing redis-server"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "Not installed:$missing. The tests that need them are skipped." >&2
fi
