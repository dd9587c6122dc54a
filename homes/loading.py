"""Keeping a register file: its rows become registrations, entries, inspections and judgements, all or nothing."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from homes.models import Inspection, Judgement, RegisterEntry, RegisterFile, Registration
from homes.register import NotARegister, PrintedInspection, RegisterRow, as_at_from_name, read_register
from people.models import User

OFSTED = Registration.Regulator.OFSTED
BATCH = 1000


@dataclass(frozen=True)
class Loaded:
    """What a load did. `repeated`: these very bytes were loaded before, and nothing was written."""

    file: RegisterFile
    repeated: bool
    new_registrations: int = 0
    new_inspections: int = 0


@transaction.atomic
def load_register(*, raw: bytes, name: str, by: User | None, as_at: date | None = None) -> Loaded:
    """Load a list as published. The same bytes again change nothing; a corrected list of a date replaces the earlier.

    `as_at` is needed only where neither the file nor its name tells the date. Raises NotARegister.
    """
    digest = hashlib.sha256(raw).hexdigest()
    earlier = RegisterFile.objects.filter(sha256=digest).first()
    if earlier:
        return Loaded(earlier, repeated=True)
    table = read_register(raw)
    as_at = table.as_at or as_at or as_at_from_name(name)
    if as_at is None:
        raise NotARegister("Neither the file nor its name says which date the list stands for. Say it: --as-at.")
    file = RegisterFile.objects.create(
        as_at=as_at,
        name=name,
        sha256=digest,
        original=raw,
        loaded_by=by,
        unknown_headings=list(table.unknown_headings),
        unreadable_rows=[str(error) for error in table.errors],
    )
    RegisterFile.objects.filter(as_at=as_at, superseded_by=None).exclude(pk=file.pk).update(superseded_by=file)
    registrations, made = _registrations(table.rows)
    inspections, inspected = _inspections(table.rows, registrations)
    entries = [_entry(file, row, registrations, inspections) for row in table.rows]
    RegisterEntry.objects.bulk_create(entries, batch_size=BATCH)
    return Loaded(file, False, made, inspected)


def _registrations(rows: Iterable[RegisterRow]) -> tuple[dict[str, int], int]:
    """Ids by URN, and how many are new."""
    numbers = [row.urn for row in rows]
    known = Registration.objects.filter(regulator=OFSTED, number__in=numbers)
    before = known.count()
    new = [Registration(regulator=OFSTED, number=number) for number in numbers]
    Registration.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
    return dict(known.values_list("number", "pk")), len(numbers) - before


def _key(registration: int, inspection: PrintedInspection) -> tuple:
    kind = inspection.event_type or ""
    return registration, inspection.inspection_date, str(kind), inspection.event_number


def _inspections(rows: Iterable[RegisterRow], registrations: dict[str, int]) -> tuple[dict[tuple, int], int]:
    """Ids by what identifies an inspection, and how many are new; the judgements of the new ones are written."""
    printed = {
        _key(registrations[row.urn], inspection): inspection
        for row in rows
        for inspection in (row.inspection, row.previous)
        if inspection
    }
    known = _known_inspections(registrations)
    new = {key: inspection for key, inspection in printed.items() if key not in known}
    made = Inspection.objects.bulk_create(
        [
            Inspection(
                registration_id=key[0], date=key[1], kind=key[2], event_number=key[3], published_on=i.publication_date
            )
            for key, i in new.items()
        ],
        batch_size=BATCH,
    )
    judgements = [
        Judgement(inspection=inspection, theme=said.theme, words=said.words, scale=said.scale, grade=said.grade)
        for inspection, facts in zip(made, new.values(), strict=True)
        for said in facts.judgements
    ]
    Judgement.objects.bulk_create(judgements, batch_size=BATCH)
    return known | {key: inspection.pk for key, inspection in zip(new, made, strict=True)}, len(made)


def _known_inspections(registrations: dict[str, int]) -> dict[tuple, int]:
    known = Inspection.objects.filter(registration__in=registrations.values())
    rows = known.values_list("registration", "date", "kind", "event_number", "pk")
    return {tuple(row[:4]): row[4] for row in rows}


def _entry(file: RegisterFile, row: RegisterRow, registrations: dict, inspections: dict) -> RegisterEntry:
    registration = registrations[row.urn]
    return RegisterEntry(
        file=file,
        registration_id=registration,
        provision_type=row.provision_type,
        is_childrens_home=row.is_childrens_home,
        status=row.status,
        on_register=row.on_register,
        registered_on=row.registration_date,
        region=row.region or "",
        local_authority=row.local_authority or "",
        sector=row.sector or "",
        places=row.places,
        short_breaks=row.short_breaks,
        multi_building=row.multi_building,
        owner=row.owner or "",
        inspection_id=inspections[_key(registration, row.inspection)] if row.inspection else None,
    )
