"""`manage.py restore BACKUP`: an installation as it was, compared row by row."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chaportal.backup import BackupFault, restore, try_restore
from chaportal.rights.erasing import erase_again


class Command(BaseCommand):
    help = "Restore the folder BACKUP, which `manage.py backup` made, into this installation."

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path)
        parser.add_argument("--replace", action="store_true", help="though this installation is not empty")
        parser.add_argument("--trial", action="store_true", help="into a database that is thrown away afterwards")

    def handle(self, *, backup: Path, replace: bool, trial: bool, **options):
        try:
            outcome = try_restore(backup) if trial else restore(backup, replace=replace)
        except BackupFault as fault:
            raise CommandError(f"Nothing was restored. {fault}") from fault
        again = 0 if trial else erase_again()
        self.stdout.write(f"{outcome}.")
        if again:
            self.stdout.write(f"Erased again: {again} who had been erased after the backup was made.")
