"""The figures that our membership gives to be quoted."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.text import slugify

from figures import FigureValue
from figures.percent import percent
from members.representation import Compared, Representation, providers_on, representation_on
from members.small_numbers import Contribution
from people.association import association

MEMBERS = "Providers whose membership ran on that day. Those of one group of owners count one by one."
HOMES = (
    "Children’s homes of all kinds on Ofsted’s list as at {as_at}, or registered in Wales, which were our members’ on "
    "{day}. Hidden where fewer than five groups of owners stand behind it, or one group behind more than half."
)
QUOTED = ("Region", "Sector")  # the divisions that are quoted


def membership_figures() -> list[FigureValue]:
    """For whom we speak, as on the first day of this month: day by day, a new member's homes could be worked out."""
    day = timezone.localdate().replace(day=1)
    found = representation_on(day)
    return [_providers(day), *(_of_homes(found) if found else [])]


def _providers(day: date) -> FigureValue:
    counts = "Providers of residential child care in England and Wales that are our members"
    return _reading("providers", "Providers in membership", providers_on(day), day, counts=counts, method=MEMBERS)


def _of_homes(found: Representation) -> Iterator[FigureValue]:
    yield from _counts("", "in England", found.whole.ours, found)
    yield from _counts("-wales", "in Wales", found.wales, found)
    yield from _shares("", "in England", found.whole, found)
    for heading in QUOTED:
        for line in found.tables[heading]:
            slug = f"-{slugify(heading)}-{slugify(line.name)}"
            yield from _shares(slug, f"in England, {heading.lower()} {line.name}", line, found)
    yield _judged(found)


def _counts(slug: str, where: str, ours: Contribution | None, found: Representation) -> Iterator[FigureValue]:
    yield _of(found, f"homes{slug}", f"Our members’ children’s homes {where}", ours and ours.homes)
    yield _of(found, f"places{slug}", f"Places in our members’ children’s homes {where}", ours and ours.places)


def _shares(slug: str, where: str, line: Compared, found: Representation) -> Iterator[FigureValue]:
    homes = f"Share of children’s homes {where} that are our members’"
    places = f"Share of places in children’s homes {where} that are our members’"
    yield _of(found, f"share-of-homes{slug}", homes, line.share_of_homes, base=line.homes, unit="%")
    yield _of(found, f"share-of-places{slug}", places, line.share_of_places, base=line.places, unit="%")


def _judged(found: Representation) -> FigureValue:
    counts = "Share of our members’ judged children’s homes in England that are good or outstanding"
    good, judged = found.judged_good or (None, None)
    share = percent(good, judged) if judged else None
    return _of(found, "homes-good-or-outstanding", counts, share, base=judged, unit="%")


def _of(found: Representation, slug: str, counts: str, number: int | None, **more) -> FigureValue:
    method = HOMES.format(as_at=f"{found.as_at:%-d %B %Y}", day=f"{found.day:%-d %B %Y}")
    return _reading(slug, counts, number, found.day, counts=counts, method=method, **more)


def _reading(
    slug: str, label: str, number: int | None, day: date, *, counts: str, method: str, base: int | None = None, unit=""
) -> FigureValue:
    facts = {"slug": f"members-{slug}", "label": label, "counts": counts, "source_url": "", "as_at": day}
    facts |= {"method": method, "source": f"{association().name}, register of members"}
    if number is None:
        return FigureValue(**facts, is_suppressed=True)
    rounding = "Rounded to a whole percent" if unit else "Not rounded"
    return FigureValue(**facts, value=f"{number:,}{unit}", number=Decimal(number), base=base, rounding=rounding)
