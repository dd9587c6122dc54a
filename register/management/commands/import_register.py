from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cleaning.text import one_line
from people.links import link_to
from register.figures import RegisterFigures, figures_of
from register.lists import ListKind, NotARegister
from register.loading import Loaded, load_register

SHOWN = 20


class Command(BaseCommand):
    help = "Load a file of the public register (CSV, XLSX, ODS) of any year and kind. Again, it changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--as-at", type=date.fromisoformat, help="the list's date, where the file does not tell it")

    def handle(self, file, as_at, **options):
        name = one_line(file.name)
        try:
            loaded = load_register(raw=_read(file), name=name, by=None, as_at=as_at)
        except NotARegister as fault:
            raise CommandError(str(fault)) from fault
        if loaded.repeated:
            when = f"{loaded.file.loaded_at:%d %B %Y}"
            self.stdout.write(f"{name} was loaded on {when} as {loaded.file.name}. Nothing was changed.")
        else:
            self._report(loaded)
        if not loaded.file.released_at:
            page = link_to("register:register_file_detail", loaded.file.pk)
            self.stdout.write(f"Nothing reads it before a person releases it: {page}")
        if loaded.file.kind == ListKind.AS_AT:
            self.stdout.write(_sentence(figures_of(loaded.file)))

    def _report(self, loaded: Loaded):
        self.stdout.write(
            f"{loaded.file} ({loaded.file.get_kind_display().lower()}): {loaded.file.rows_read:,} rows read, "
            f"{loaded.new_registrations:,} registrations are new, {loaded.inspections:,} inspections are printed."
        )
        for heading in loaded.file.unknown_headings:
            self.stdout.write(f"Unknown heading, left out: {heading}")
        for sentence in loaded.file.unknown_words[:SHOWN]:
            self.stdout.write(sentence)
        rows = loaded.file.unreadable_rows
        for sentence in rows[:SHOWN]:
            self.stdout.write(sentence)
        if len(rows) > SHOWN:
            self.stdout.write(f"… and {len(rows) - SHOWN:,} more rows that could not be read.")


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > settings.UPLOAD_MAX_BYTES:
            raise CommandError(f"{file} is larger than {settings.UPLOAD_MAX_BYTES // 1024 // 1024} MB: no register is.")
        return file.read_bytes()
    except OSError as fault:
        raise CommandError(f"{file} cannot be read: {fault.strerror}.") from fault


def _sentence(figures: RegisterFigures) -> str:
    judgements = ", ".join(f"{homes:,} {grade}" for grade, homes in figures.judgements)
    return (
        f"As at {figures.as_at}: {figures.providers:,} providers; {figures.homes:,} children's homes of all kinds with "
        f"{figures.places:,} places; latest judgements {judgements}, {figures.not_yet_judged:,} without one."
    )
