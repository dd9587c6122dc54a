"""A backup: database and files in one folder, read back before it counts; and the way back from it.

    chaportal-20261127T031000.482913Z/
        manifest.json            when, of which state, how many rows, their checksums
        schema-1.sql             tables and functions, as pg_dump writes them
        tables/*.copy.gz         rows, as COPY writes them
        schema-2.sql             indexes, constraints and triggers: made once the rows are in
        files/                   what was uploaded
        SHA256SUMS               of everything above; `sha256sum -c SHA256SUMS` reads it too

The keys of encrypted fields are not in it.
"""

from chaportal.backup.faults import BackupFault
from chaportal.backup.making import back_up
from chaportal.backup.records import last_restore, last_verified_backup
from chaportal.backup.restoring import restore
from chaportal.backup.trial import try_restore

__all__ = ["BackupFault", "back_up", "last_restore", "last_verified_backup", "restore", "try_restore"]
