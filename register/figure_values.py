"""The figures that the current register gives to be quoted: how homes are judged, and how many there are where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.text import slugify

from figures import FigureValue
from register.figures import RegisterFigures, figures_of
from register.lists import PublishedMeasure
from register.lists.codes import Region
from register.models import PublishedTotal, RegisterFile

# Below it, a count would point at a few owners and so at where their homes are (docs/domain.md, “Small numbers”). The
# register itself is public, so no second part is hidden to keep the first from being worked out.
FEWEST_OWNERS = 5
STATISTICS = "https://www.gov.uk/government/collections/childrens-social-care-statistics"
SOURCE = "Ofsted, list of social care providers"
COUNTED = "Counted from the list: children’s homes of all kinds, suspended ones and short-break homes too."
JUDGED = "Each home’s overall judgement at its latest full inspection. Homes not yet judged are left out."
PLACES = "Places as registered, in children’s homes of all kinds, suspended ones too."


@dataclass(frozen=True)
class Part:
    """A region or sector: how it is called in a sentence, and what the list counts there."""

    slug: str
    name: str
    homes: int
    places: int
    owners: int


def register_figures() -> list[FigureValue]:
    """How homes are judged, by the newest list; how many there are, by the newest that prints every provider.

    None before a list is in use. Two queries for the files, at most four for what they say, two for published totals.
    """
    files = RegisterFile.objects.defer("original")
    judged, counted = files.current().first(), files.current_whole().first()
    figures = {file: figures_of(file) for file in {judged, counted} - {None}}
    return [
        *(_judged(judged, figures[judged]) if judged else []),
        *(_counted(counted, figures[counted]) if counted else []),
        *_published(),
    ]


def figures_as_at(file: RegisterFile, figures: RegisterFigures) -> list[FigureValue]:
    """What one list gives, whichever it is, with its figures. Two queries at most."""
    return [*_judged(file, figures), *(_counted(file, figures) if figures.is_whole else [])]


def is_of(file: RegisterFile) -> dict[str, Any]:
    """By what a figure that was read from a list is known."""
    return {"source": SOURCE, "as_at": file.as_at}


def _source(file: RegisterFile) -> dict[str, Any]:
    return {
        "source": SOURCE,
        "source_url": STATISTICS,
        "as_at": file.as_at,
    }


def _judged(file: RegisterFile, figures: RegisterFigures) -> Iterator[FigureValue]:
    if figures.judged:
        percent = figures.good_or_outstanding_percent
        yield FigureValue(
            slug="homes-good-or-outstanding",
            label="Children’s homes judged good or outstanding",
            counts="Share of judged children’s homes in England that are good or outstanding",
            value=f"{percent}%",
            number=Decimal(percent),
            base=figures.judged,
            method=JUDGED,
            rounding="Rounded to a whole percent",
            **_source(file),
        )


def _counted(file: RegisterFile, figures: RegisterFigures) -> Iterator[FigureValue]:
    source = _source(file)
    yield _count("homes", "Children’s homes in England", figures.homes, None, COUNTED, source)
    yield _count("places", "Places in children’s homes in England", figures.places, figures.homes, PLACES, source)
    for part in [*_parts(file, "region"), *_parts(file, "sector")]:
        yield from _of_part(part, source)


def _published() -> Iterator[FigureValue]:
    """The newest of the totals that Ofsted itself publishes, which are not counted from the lists."""
    for measure, label in (
        (PublishedMeasure.HOMES, "Children’s homes in England, as Ofsted published"),
        (PublishedMeasure.PLACES, "Places in children’s homes in England, as Ofsted published"),
    ):
        total = PublishedTotal.objects.in_use().filter(measure=measure).last()
        if total:
            yield FigureValue(
                slug=f"{measure}-published",
                label=label,
                counts=label,
                value=f"{total.number:,}",
                number=Decimal(total.number),
                source=f"Ofsted, social care in England, table {total.table}",
                source_url=STATISTICS,
                as_at=total.as_at,
                method="Ofsted’s own total of children’s homes of all kinds, not counted from a list.",
            )


def _of_part(part: Part, source: dict) -> Iterator[FigureValue]:
    for kind, subject, number, base, method in (
        ("homes", "Children’s homes", part.homes, None, COUNTED),
        ("places", "Places in children’s homes", part.places, part.homes, PLACES),
    ):
        slug, label = f"{kind}-{part.slug}", f"{subject} {part.name}"
        if part.owners < FEWEST_OWNERS:
            yield FigureValue(slug=slug, label=label, counts=label, method=method, is_suppressed=True, **source)
        else:
            yield _count(slug, label, number, base, method, source)


def _count(slug: str, label: str, number: int, base: int | None, method: str, source: dict) -> FigureValue:
    return FigureValue(
        slug=slug,
        label=label,
        counts=label,
        value=f"{number:,}",
        number=Decimal(number),
        base=base,
        method=method,
        **source,
    )


def _parts(file: RegisterFile, name: str) -> Iterable[Part]:
    """The parts of a list by region or by sector, in the order of their names. One query."""
    # Wales stands for homes registered in England with an address there: no figure of Wales.
    rows = file.entries.childrens_homes().exclude(**{f"{name}__in": ["", Region.WALES]})
    counted = (
        rows.order_by(name)
        .values(name)
        .annotate(
            homes=Count("pk"),
            all_places=Sum("places", default=0),
            owners=Count("owner", distinct=True, filter=~Q(owner="")),
        )
    )
    for value, homes, places, owners in counted.values_list(name, "homes", "all_places", "owners"):
        yield Part(f"{name}-{slugify(value)}", _in_words(name, value), homes, places, owners)


def _in_words(name: str, value: str) -> str:
    if name == "sector":
        return f"in England, {value.lower().removesuffix(' sector')} sector"
    article = "" if value in {Region.LONDON, Region.YORKSHIRE_AND_THE_HUMBER} else "the "
    return f"in {article}{value}"
