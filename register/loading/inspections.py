"""Inspections that the lists of a file print. They stay with the file: no other changes what it said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from register.lists import ListKind, MoveRow, PremisesRow, PrintedInspection, RegisterTable, Theme
from register.models import Inspection, Judgement, RegisterFile

BATCH = 1000
Key = tuple  # kind of the list, registration, date, kind, event number


def key_of(list_kind: ListKind, registration: int, inspection: PrintedInspection) -> Key:
    kind = inspection.event_type or ""
    return list_kind, registration, inspection.inspection_date, str(kind), inspection.event_number


def save_inspections(
    file: RegisterFile, tables: Sequence[RegisterTable], registrations: Mapping[str, int]
) -> dict[Key, int]:
    """Ids by key. One that a list prints twice is one, with the judgements of both rows."""
    printed: dict[Key, list[PrintedInspection]] = {}
    for table in tables:
        for row in table.rows:
            for inspection in _printed_in(row):
                printed.setdefault(key_of(table.kind, registrations[row.urn], inspection), []).append(inspection)
    made = Inspection.objects.bulk_create(
        [_inspection(file, key, facts[0]) for key, facts in printed.items()], batch_size=BATCH
    )
    _save_judgements((each.pk, facts) for each, facts in zip(made, printed.values(), strict=True))
    return {key: each.pk for key, each in zip(printed, made, strict=True)}


def _printed_in(row) -> Iterator[PrintedInspection]:
    if not isinstance(row, MoveRow | PremisesRow):
        yield from filter(None, (row.inspection, getattr(row, "previous", None)))


def _inspection(file: RegisterFile, key: Key, facts: PrintedInspection) -> Inspection:
    list_kind, registration, day, kind, number = key
    return Inspection(
        file=file,
        list_kind=list_kind,
        registration_id=registration,
        date=day,
        kind=kind,
        event_number=number,
        published_on=facts.publication_date,
    )


def _save_judgements(inspections: Iterable[tuple[int, Sequence[PrintedInspection]]]) -> None:
    judgements = []
    for pk, facts in inspections:
        by_theme = {judgement.theme: judgement for each in reversed(facts) for judgement in each.judgements}
        judgements += [_judgement(pk, by_theme[theme]) for theme in Theme if theme in by_theme]
    Judgement.objects.bulk_create(judgements, batch_size=BATCH)


def _judgement(inspection: int, printed) -> Judgement:
    return Judgement(
        inspection_id=inspection, theme=printed.theme, words=printed.words, scale=printed.scale, grade=printed.grade
    )
