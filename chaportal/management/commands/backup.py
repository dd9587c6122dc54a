"""`manage.py backup FOLDER`: a verified backup beside the earlier ones."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chaportal.backup import BackupFault, back_up


class Command(BaseCommand):
    help = "Write database and files to a new folder in FOLDER, and read it back."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="where backups are kept; made when missing")

    def handle(self, *, folder: Path, **options):
        try:
            place, outcome = back_up(folder)
        except BackupFault as fault:
            raise CommandError(f"No backup was made. {fault}") from fault
        self.stdout.write(f"{outcome}. It lies in {place}. The keys (FIELD_KEYS, SECRET_KEY) are not in it.")
