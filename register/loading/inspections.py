"""Inspections that lists print: each is kept once, however many lists print it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from register.lists import MoveRow, PremisesRow, PrintedInspection, RegisterTable
from register.models import Inspection, Judgement

BATCH = 1000
Key = tuple  # registration, date, kind, event number


def key_of(registration: int, inspection: PrintedInspection) -> Key:
    kind = inspection.event_type or ""
    return registration, inspection.inspection_date, str(kind), inspection.event_number


def save_inspections(
    tables: Sequence[RegisterTable], registrations: Mapping[str, int], *, newest: bool
) -> tuple[dict[Key, int], int]:
    """Ids by key, and how many are new.

    Of one that is known, judgements that it lacked are added. Only the newest list may correct a grade: the words of an
    older one do not replace those that were kept first.
    """
    printed = {
        key_of(registrations[row.urn], inspection): inspection
        for table in tables
        for row in table.rows
        for inspection in _printed_in(row)
    }
    known = _known(registrations)
    matched = {key: found for key in printed if (found := known.match(key))}
    new = {key: inspection for key, inspection in printed.items() if key not in matched}
    made = Inspection.objects.bulk_create([_inspection(key, new[key]) for key in new], batch_size=BATCH)
    _add_judgements((inspection.pk, facts) for inspection, facts in zip(made, new.values(), strict=True))
    _mend({matched[key]: printed[key] for key in matched}, newest=newest)
    return matched | {key: inspection.pk for key, inspection in zip(new, made, strict=True)}, len(made)


def _printed_in(row) -> Iterator[PrintedInspection]:
    if not isinstance(row, MoveRow | PremisesRow):
        yield from filter(None, (row.inspection, getattr(row, "previous", None)))


def _inspection(key: Key, facts: PrintedInspection) -> Inspection:
    registration, day, kind, number = key
    return Inspection(
        registration_id=registration, date=day, kind=kind, event_number=number, published_on=facts.publication_date
    )


@dataclass(frozen=True)
class _Known:
    """Ids of the inspections that are kept, by key, and by the key without number: some lists leave that out."""

    exactly: Mapping[Key, int]
    without_number: Mapping[Key, tuple[str | None, int]]

    def match(self, key: Key) -> int | None:
        number, pk = self.without_number.get(key[:3], ("", None))
        return self.exactly.get(key) or (pk if number is None or key[3] is None else None)


def _known(registrations: Mapping[str, int]) -> _Known:
    inspections = Inspection.objects.filter(registration__in=registrations.values())
    rows = list(inspections.values_list("registration", "date", "kind", "event_number", "pk"))
    return _Known({row[:4]: row[4] for row in rows}, {row[:3]: row[3:] for row in rows})


def _mend(printed: Mapping[int, PrintedInspection], *, newest: bool) -> None:
    """Bring known inspections up to what a list says of them."""
    known = {(j.inspection_id, j.theme): j for j in Judgement.objects.filter(inspection__in=printed)}
    missing, changed = [], []
    for pk, inspection in printed.items():
        for listed in inspection.judgements:
            judgement = known.get((pk, listed.theme))
            if judgement is None:
                missing.append(_judgement(pk, listed))
            elif newest and judgement.grade != listed.grade:
                judgement.words, judgement.scale, judgement.grade = listed.words, listed.scale, listed.grade
                changed.append(judgement)
    Judgement.objects.bulk_create(missing, batch_size=BATCH)
    Judgement.objects.bulk_update(changed, ["words", "scale", "grade"], batch_size=BATCH)


def _add_judgements(inspections: Iterable[tuple[int, PrintedInspection]]) -> None:
    judgements = [_judgement(pk, listed) for pk, facts in inspections for listed in facts.judgements]
    Judgement.objects.bulk_create(judgements, batch_size=BATCH)


def _judgement(inspection: int, listed) -> Judgement:
    return Judgement(
        inspection_id=inspection, theme=listed.theme, words=listed.words, scale=listed.scale, grade=listed.grade
    )
