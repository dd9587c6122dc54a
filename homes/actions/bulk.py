"""One change to many homes, after its author has seen what it does to each."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from history import audit_reason
from homes.actions.posts import appoint_changed
from homes.locks import editable_all
from homes.models import Home
from homes.sheets.checking import Change
from homes.sheets.fields import POSTS
from homes.sheets.values import Values, check_place, check_posts, values_of, write
from homes.vacancies import check_vacancies, places_of
from people.digest import digest_of
from people.models import User


def planned(homes: Iterable[Home], by: User, *, wanted: dict[str, Any], replace_needs: bool) -> list[Change]:
    """What the wanted fields change of each home, in the order of their numbers. Raises ValidationError for ages."""
    values, places = values_of(homes, by), places_of(homes) if "vacancies" in wanted else {}
    in_order = sorted((home for home in homes if home.pk in values), key=lambda home: home.registration.number)
    changes = []
    for number, home in enumerate(in_order, start=1):
        before = values[home.pk]
        after = _after(before, wanted, number, replace_needs)
        differs = _differs(before, after)
        with _named(home):
            check_posts(before, differs)
        _check_ages(home, before | differs)
        with _named(home, "vacancies"):
            check_vacancies(differs.get("vacancies"), places.get(home.pk))
        with _named(home, "alias"):
            check_place(before | differs, differs)
        changes.append(
            Change(number, home.pk, home.registration.number, {name: before[name] for name in differs}, differs)
        )
    return changes


def mark(plan: list[Change]) -> str:
    """What tells one plan from another, without saying it."""
    return digest_of([asdict(change) for change in plan])


@transaction.atomic
def change_many(*, homes: list[Home], wanted: dict[str, Any], replace_needs: bool, seen: str, by: User) -> int:
    """Make a planned change to all of the homes, and give how many differ now.

    `seen` is the mark of the plan that its author was shown. Raises PermissionDenied when one of the homes may not be
    edited; ValidationError when something else would change by now.
    """
    locked = editable_all([home.pk for home in homes], by)
    plan = planned(locked, by, wanted=wanted, replace_needs=replace_needs)
    if mark(plan) != seen:
        raise ValidationError("Someone changed one of these homes after you looked. Look again at what would change.")
    changes = {change.home: change.after for change in plan if change.after}
    touched = [home for home in locked if home.pk in changes]
    with audit_reason("Changed with others"):
        write(touched, values_of(touched, by), changes, by)
        appoint_changed(touched, changes, by)
    return len(touched)


def _after(before: Values, wanted: dict[str, Any], number: int, replace_needs: bool) -> Values:
    after = dict(wanted)
    if "alias" in wanted:
        after["alias"] = f"{wanted['alias']} {number}"
    if "needs" in wanted:
        after["needs"] = sorted(set(wanted["needs"]) if replace_needs else {*wanted["needs"], *before["needs"]})
    return after


def _differs(before: Values, after: Values) -> Values:
    """What changes: for whom holds the post already, nor does the day."""
    differs = {name: value for name, value in after.items() if value != before[name]}
    for kind in POSTS:
        if kind not in differs:
            differs.pop(f"{kind}_since", None)
    return differs


@contextmanager
def _named(home: Home, field: str = "") -> Iterator[None]:
    """What is refused inside says of which home, and stands on the field."""
    try:
        yield
    except ValidationError as fault:
        sentence = f"{home.registration}: {fault.messages[0]}"
        raise ValidationError({field: sentence} if field else sentence) from None


def _check_ages(home: Home, values: Values) -> None:
    youngest, oldest = values["youngest"], values["oldest"]
    if youngest is not None and oldest is not None and youngest > oldest:
        raise ValidationError(
            f"{home.registration}: its youngest age would be {youngest} and its oldest {oldest}. Fill in both."
        )
