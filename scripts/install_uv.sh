#!/usr/bin/env bash
# Puts uv, the same as in the Dockerfile, into .uv of this checkout, not into the system.
set -eu
if ! python3 -m venv .uv 2>/dev/null; then
  rm -rf .uv
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq python3 python3-venv >/dev/null
    python3 -m venv .uv
  else
    echo "Install Python 3 with its venv module (on Debian: apt install python3-venv), then try again." >&2
    exit 1
  fi
fi
.uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
