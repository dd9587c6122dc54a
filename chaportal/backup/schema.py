"""Tables, functions, indexes and triggers as SQL, by pg_dump: as they are, whatever made them."""

import os
import subprocess

from django.db.backends.base.base import BaseDatabaseWrapper

from chaportal.backup.faults import BackupFault
from chaportal.embedded import program

# Owners and rights are the installation's, not the backup's.
PLAIN = ["--no-owner", "--no-privileges", "--no-comments"]
WITHIN = 300  # seconds
# Commands to psql, which is not what reads it back; and the schema that every database has.
LEFT_OUT = ("\\restrict", "\\unrestrict", "CREATE SCHEMA public;")


def dump(connection: BaseDatabaseWrapper, section: str, snapshot: str) -> bytes:
    """A section of the schema ("pre-data" or "post-data") as it is in an exported snapshot. Raises BackupFault."""
    info = connection.connection.info
    command = [program("pg_dump"), f"--dbname={info.dsn}", f"--section={section}", f"--snapshot={snapshot}", *PLAIN]
    environment = os.environ | ({"PGPASSWORD": info.password} if info.password else {})
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=WITHIN, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise BackupFault(f"pg_dump did not run: {type(fault).__name__}.") from fault
    if done.returncode:
        raise BackupFault(f"pg_dump failed: {done.stderr.decode(errors='replace').strip()}")
    lines = done.stdout.decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(LEFT_OUT)).encode()
