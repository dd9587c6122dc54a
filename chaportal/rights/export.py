"""All that is held about a person, as values that JSON and a page can show (UK GDPR, articles 15 and 20).

Of rows about them they are given every field but secrets and what is about other people; of rows that they wrote or
decided in a role, that they did: what stands in those is the provider's or the association's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Count, Value
from django.utils import timezone

from chaportal.rights.decisions import EMAILS, RELATIONS, UNDECIDED, Decision
from chaportal.rights.relations import email_fields, relations, rows_of
from chaportal.rights.titles import title_of, to_you
from people.models import Provider, User
from people.relations import label_of
from people.templatetags.people import day, moment
from policy.models import Consultation, Question
from register.models import Registration

Cell = str | date | datetime
Row = dict[str, Cell]
# Of other rows the number alone is said: their names may be for other eyes.
NAMED = {Provider, Registration, Consultation, Question}
SECRET = {"password", "search_key", "key"}


@dataclass
class Section:
    """Rows of one kind. `rows` has one dictionary a row; `numbers` are the keys of rows that the person only did."""

    title: str
    why: str = ""
    rows: list[Row] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.rows) + len(self.numbers)

    @property
    def readable(self) -> list[dict[str, str]]:
        """The rows as people read them."""
        return [{name: _for_people(value) for name, value in row.items()} for row in self.rows]


def held_about(person: User) -> list[Section]:
    """Everything, in the order of the tables; sections without rows are left out."""
    account = Section("Your account", rows=[as_row(each) for each in person.accounts])
    known: set[tuple] = set()  # a row may lead to them by their account and by their address
    found = [_section(each, rows, decision, known) for each, rows, decision, _ in found_at(person)]
    return [section for section in [account, _former(person), *found] if section.count]


def _section(each: models.Field, rows: models.QuerySet, decision: Decision, known: set[tuple]) -> Section:
    section = Section(to_you(title_of(each)), to_you(decision.why))
    if not decision.is_about:
        section.numbers = [str(pk) for pk in rows.values_list("pk", flat=True)]
        return section
    named = [one.name for one in each.model._meta.concrete_fields if one.related_model in NAMED]
    found = rows.select_related(*named) if named else rows
    new = [row for row in found if (each.model, row.pk) not in known]
    known.update((each.model, row.pk) for row in new)
    section.rows = [as_row(row, decision.hides) for row in new]
    return section


def places(person: User) -> list[tuple[models.Field, models.QuerySet, Decision]]:
    """Each place where a person may stand, by their account and then by their addresses, with the rows there."""
    accounts, addresses = person.accounts, addresses_of(person)
    by_account = [(each, rows_of(each, accounts), RELATIONS.get(label_of(each), UNDECIDED)) for each in relations()]
    theirs = {each.model: each for each, _, decision in by_account if decision.is_about}
    by_address = []
    for each in email_fields():
        if each.model is not User:
            rows = rows_of(each, addresses)
            other = theirs.get(each.model)  # those rows are found by the account already
            rows = rows.exclude(**{f"{other.name}__in": accounts}) if other else rows
            by_address.append((each, rows, EMAILS.get(label_of(each), UNDECIDED)))
    return by_account + by_address


def found_at(person: User) -> list[tuple[models.Field, models.QuerySet, Decision, int]]:
    """The places where a person does stand, each with how many rows there are: one query for all of them."""
    everywhere = places(person)
    counts = [
        rows.order_by().annotate(nth_place=Value(at)).values_list("nth_place").annotate(rows=Count("*"))
        for at, (_, rows, _) in enumerate(everywhere)
    ]
    found = dict(counts[0].union(*counts[1:], all=True).order_by())
    return [(*everywhere[at], found[at]) for at in sorted(found) if found[at]]


def addresses_of(person: User) -> list[str]:
    """Theirs, as far as they proved them."""
    accounts = person.accounts
    confirmed = EmailAddress.objects.filter(user__in=accounts, verified=True).values_list("email", flat=True)
    return sorted({*(account.email for account in accounts), *confirmed})


def as_json(person: User) -> dict:
    """What the file says."""
    sections = [
        {
            "what": one.title,
            "why": one.why,
            "rows": [_for_programs(row) for row in one.rows],
            "numbers of rows that you wrote or decided": one.numbers,
        }
        for one in held_about(person)
    ]
    return {"about": str(person), "made": timezone.now().isoformat(), "held": sections}


def _former(person: User) -> Section:
    """Names and addresses that the account had."""
    history = User.pgh_event_model.objects.filter(pgh_obj__in=person.accounts)
    events = history.order_by("pgh_id").values_list("pgh_created_at", "name", "email")
    former: list[Row] = [{"since": at, "name": name, "email address": email} for at, name, email in events]
    return Section("Names and addresses that your account has had", rows=former)


def as_row(row: models.Model, hides: Iterable[str] = ()) -> Row:
    """A row with its fields by their names, but for secrets, files, other people, and what is hidden."""
    hidden = SECRET.union(hides)
    fields = [each for each in row._meta.concrete_fields if each.name not in hidden and _is_telling(each)]
    pairs = ((str(each.verbose_name), _value(row, each)) for each in fields)
    return dict(chain([("number", str(row.pk))], ((name, value) for name, value in pairs if value)))


def _is_telling(each: models.Field) -> bool:
    return not (each.primary_key or each.related_model is User or isinstance(each, models.BinaryField))


def _value(row: models.Model, each: models.Field) -> Cell:
    value = getattr(row, each.attname)
    if value in (None, ""):
        return ""
    if each.related_model in NAMED:
        return str(getattr(row, each.name))
    if each.is_relation:
        return f"no. {value}"
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, date | datetime) else str(value)


def _for_programs(row: Row) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value.isoformat() for name, value in row.items()}


def _for_people(value: Cell) -> str:
    return value if isinstance(value, str) else moment(value) if isinstance(value, datetime) else day(value)
