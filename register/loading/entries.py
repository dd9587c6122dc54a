"""Rows of lists become registrations, entries, moves and premises."""

from collections.abc import Iterable, Mapping, Sequence

from register.lists import MoveRow, PremisesRow, RegisterRow, RegisterTable
from register.lists.owners import owner_key
from register.loading.inspections import key_of
from register.models import Premises, RegisterEntry, RegisterFile, RegisterMove, Registration

OFSTED = Registration.Regulator.OFSTED
BATCH = 1000


def save_registrations(numbers: Sequence[str]) -> tuple[dict[str, int], int]:
    """Ids by URN, and how many are new."""
    known = Registration.objects.filter(regulator=OFSTED, number__in=numbers)
    before = known.count()
    new = [Registration(regulator=OFSTED, number=number) for number in numbers]
    Registration.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
    return dict(known.values_list("number", "pk")), len(numbers) - before


def save_entries(file: RegisterFile, table: RegisterTable, registrations: Mapping, inspections: Mapping) -> None:
    entries = []
    for row in table.rows:
        registration = registrations[row.urn]
        inspection = inspections[key_of(table.kind, registration, row.inspection)] if row.inspection else None
        entries.append(_entry(file, row, registration, inspection))
    RegisterEntry.objects.bulk_create(entries, batch_size=BATCH)


def save_moves(file: RegisterFile, rows: Iterable[MoveRow], registrations: Mapping[str, int]) -> None:
    moves = [
        RegisterMove(
            file=file,
            registration_id=registrations[row.urn],
            effective_on=day,
            joined=joined or "",
            left=left or "",
            reason=row.reason or "",
            provision_type=row.provision_type,
            local_authority=row.local_authority or "",
            places=row.places,
        )
        for row in rows
        for day, joined, left in row.events
    ]
    RegisterMove.objects.bulk_create(moves, batch_size=BATCH, ignore_conflicts=True)


def save_premises(file: RegisterFile, rows: Iterable[PremisesRow], registrations: Mapping[str, int]) -> None:
    premises = [
        Premises(
            file=file,
            registration_id=registrations[row.urn],
            category=row.category or "",
            region=row.region or "",
            local_authority=row.local_authority,
            places=row.places,
        )
        for row in rows
    ]
    Premises.objects.bulk_create(premises, batch_size=BATCH)


def _entry(file: RegisterFile, row: RegisterRow, registration: int, inspection: int | None) -> RegisterEntry:
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
        premises=row.premises,
        short_breaks=row.short_breaks,
        multi_building=row.multi_building,
        owner=row.owner or "",
        owner_key=owner_key(row.owner or ""),
        inspection_id=inspection,
    )
