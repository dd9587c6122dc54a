"""Erasing a person: seen before, then done in one transaction, with a record that names nobody."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone

from chaportal.rights import remembered
from chaportal.rights.decisions import Fate
from chaportal.rights.export import addresses_of, found_at
from chaportal.rights.forgetting import ERASURE, delete
from chaportal.rights.titles import title_of
from history import audit_reason
from outbox.actions import queue_email
from people.access import Permission, check
from people.actions import end_role
from people.association import association
from people.models import Erasure, Role, SecurityEvent, User, UserMerge
from people.second_factor import end_sessions
from people.security import record
from people.templatetags.people import moment

REASON = "Erased"


@dataclass(frozen=True)
class Effect:
    """How many rows of one kind go, or stay and why."""

    title: str
    fate: Fate
    why: str
    count: int


def preview(person: User) -> list[Effect]:
    """What an erasure would do, apart from what there is none of; said of the person."""
    return [Effect(title_of(each), decision.fate, decision.why, count) for each, _, decision, count in found_at(person)]


def hindrance(person: User) -> str:
    """Why a person cannot be erased now, or nothing: somebody has to run their provider, and the portal."""
    if merged := _of_merges(person):
        return merged
    for role in person.roles.current().filter(name__in=("owner", "administrator")).select_related("provider"):
        others = Role.objects.current().filter(name=role.name, provider=role.provider).exclude(user=person)
        if not others.exists():
            whose = f" of {role.provider}" if role.provider else ""
            return f"They are the last {role.name}{whose}. Make somebody else one first."
    return ""


def _of_merges(person: User) -> str:
    """What stands in the way of an account that was merged, or into which another was, lately."""
    if into := person.merged_into:
        return f"This account was merged into another one of theirs, {into.email}. Erase that one."
    if lately := UserMerge.objects.undoable().filter(survivor=person).first():
        return f"Two accounts of theirs were made one. Wait until {moment(lately.undo_until)}, or take that back."
    return ""


@transaction.atomic
def erase(*, erasure: Erasure, by: User) -> Erasure:
    """Take a person out of everything that need not stay; their account is left without name, address or way in.

    Raises PermissionDenied; ValidationError when it is settled already, or one's own, or they are the last owner or
    administrator.
    """
    check(by, Permission.PERSON_ERASE)
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if not erasure.waits:
        raise ValidationError(f"This is settled: {erasure.state.lower()}.")
    if erasure.user_id == by.pk:
        raise ValidationError("Nobody erases themselves. Ask a colleague with the same role.")
    if merged := _of_merges(erasure.user):
        raise ValidationError(merged)
    return _carry_out(erasure, by, farewell=True)


def erase_again() -> int:
    """Erase whoever came back with an older backup; gives how many.

    Raises ValidationError for the last owner or administrator: give the role to somebody else, and run it again.
    """
    return sum(_erase_again(person) for person in remembered.come_back())


@transaction.atomic
def _erase_again(person: User) -> int:
    person.refresh_from_db()
    if _is_blank(person):  # with another account of theirs, a moment ago
        return 0
    waiting = Erasure.objects.select_for_update().waiting().filter(user=person).first()
    _carry_out(waiting or Erasure.objects.create(user=person), None, farewell=False)
    return 1


def _carry_out(erasure: Erasure, by: User | None, *, farewell: bool) -> Erasure:
    person = User.objects.select_for_update().get(pk=erasure.user_id)
    addresses = addresses_of(person)
    with audit_reason(REASON):
        _end_roles(person, by)
        if farewell:
            _write_farewell(person, erasure)
        erasure.went = _take_out(person, erasure)
        for account in person.accounts[1:]:
            if not _is_blank(account):
                _carry_out(_one_more(account, erasure), by, farewell=False)
        _blank(person)
    _forget_account(erasure)
    record(SecurityEvent.Kind.ERASED, user=by, about=person, subject=f"person {person.pk}")
    erasure.done_at, erasure.settled_by = timezone.now(), by
    erasure.save(update_fields=["done_at", "settled_by", "went"])
    transaction.on_commit(lambda: remembered.remember(person.pk, addresses))
    return erasure


def _one_more(account: User, erasure: Erasure) -> Erasure:
    """Of an account that was merged into theirs: it is blanked by a record of its own."""
    waiting = Erasure.objects.waiting().filter(user=account).first()
    return waiting or Erasure.objects.create(user=account, reason=erasure.reason, asked_by=erasure.asked_by)


def _end_roles(person: User, by: User | None) -> None:
    for role in person.roles.current():
        end_role(role=role, reason=REASON, by=by, notify=False)
    end_sessions(person)


def _write_farewell(person: User, erasure: Erasure) -> None:
    """The last mail: no copy of it is kept once it has left."""
    text = (
        f"You were erased from the portal of the {association().name} on {timezone.localdate():%-d %B %Y}. Your "
        "account opens nothing any more. What has to stay, such as invoices, names you no longer, but where your name "
        "is part of what was declared, applied for or quoted.\n\n"
        "This is the last mail that you get from it."
    )
    queue_email(key=f"erased:{erasure.pk}", email=person.email, subject="You are erased", text=text)


def _take_out(person: User, erasure: Erasure) -> dict[str, int]:
    went: dict[str, int] = {}
    for each, rows, decision, _ in found_at(person):
        if each.model._meta.label == "outbox.OutboxMessage":
            rows = rows.exclude(key=f"erased:{erasure.pk}")
        if count := _deal_with(rows, each, decision.fate, erasure):
            went[title_of(each)] = count
    return went


def _deal_with(rows: models.QuerySet, each: models.Field, fate: Fate, erasure: Erasure) -> int:
    if fate == Fate.GOES:
        return delete(rows, cause=ERASURE, number=erasure.pk)
    if fate == Fate.LET_GO:
        return rows.update(**{each.name: None})
    if fate == Fate.BLANKED:
        nobody = nobodys(erasure.user_id)
        return rows.update(email=nobody, email_norm=nobody, merge={})
    return 0


def nobodys(pk: int) -> str:
    """An address to which no mail can go (RFC 2606), and by which a function of the database knows who is erased."""
    return f"erased-{pk}@erased.invalid"


def _is_blank(person: User) -> bool:
    return person.email == nobodys(person.pk)


def _blank(person: User) -> None:
    person.email, person.name = nobodys(person.pk), f"Erased person {person.pk}"
    person.is_active, person.last_login = False, None
    person.set_unusable_password()
    person.save()


def _forget_account(erasure: Erasure) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_forget_account(%s)", [erasure.pk])
