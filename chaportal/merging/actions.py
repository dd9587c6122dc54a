"""What is done to two providers that are one: seen before, merged in one transaction, taken back within a day."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from chaportal.merging import emails, roles, taking_back
from chaportal.merging.decided import moving, same_invitations, same_roles
from chaportal.merging.journal import Journal
from chaportal.merging.refusals import why_not_merged
from history import audit_reason
from homes.models import HomeGrant
from people.access import Permission, check
from people.models import Invitation, Provider, ProviderMerge, Role, User
from people.templatetags.people import day

# What the survivor takes over where it has nothing.
FILLED = ("trading_name", "charity_number", "telephone")


@dataclass(frozen=True)
class Preview:
    """What a merge would move, by kind; who then is what; what the survivor would take over; what stands in the way."""

    moves: list[tuple[str, int]]
    roles: list[str]
    facts: list[tuple[str, str]]
    refusals: list[str]


def preview(gone: Provider, survivor: Provider) -> Preview:
    """A fixed number of queries for any two providers."""
    moves = [(each.name, each.rows(gone, survivor).count()) for each in moving() if each.model is not Role]
    facts = [
        (str(Provider._meta.get_field(name).verbose_name), _in_words(value)) for name, value in _facts(gone, survivor)
    ]
    return Preview(
        [move for move in moves if move[1]], roles.sentences(gone, survivor), facts, why_not_merged(gone, survivor)
    )


def _called(name: str) -> str:
    return str(Provider._meta.get_field(name).verbose_name)


def _in_words(value) -> str:
    return day(value) if isinstance(value, date) else "yes" if value is True else str(value)


@transaction.atomic
def merge(*, gone: Provider, survivor: Provider, by: User) -> ProviderMerge:
    """Merge one provider into another: its row stays, for what was agreed and paid under its name.

    Raises PermissionDenied; ValidationError with all that stands in the way.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    locked = Provider.objects.filter(pk__in=[gone.pk, survivor.pk]).order_by("pk").select_for_update(of=("self",))
    rows = {row.pk: row for row in locked}
    gone, survivor = rows[gone.pk], rows[survivor.pk]
    if refusals := why_not_merged(gone, survivor):
        raise ValidationError(refusals)
    journal, owners = Journal(), emails.owners_of(gone, survivor)
    with audit_reason(f"{gone} was merged into {survivor}"):
        _end_twins(gone, survivor, journal)
        for relation in moving():
            journal.change(relation.rows(gone, survivor), relation.field, survivor.pk)
        _take_over(gone, survivor, journal)
        journal.change(Provider.objects.filter(pk=gone.pk), "merged_into", survivor.pk)
    done = ProviderMerge.objects.create(gone=gone, survivor=survivor, by=by, changes=journal.as_json())
    emails.say_merged(done, owners)
    return done


@transaction.atomic
def take_back(*, merge: ProviderMerge, by: User) -> None:
    """Set everything back as it was, and tell the owners of both: see `taking_back.take_back`, and what it raises."""
    reason = f"That {merge.gone} was merged into {merge.survivor} was taken back"
    emails.say_undone(taking_back.take_back(merge=merge, reason=reason, by=by))


def _end_twins(gone: Provider, survivor: Provider, journal: Journal) -> None:
    """Who has the same role at both keeps the survivor's, with the homes that they were given for the other."""
    for role in list(same_roles(Role.objects.filter(provider=gone), survivor)):
        other = Role.objects.get(provider=survivor, user=role.user_id, name=role.name, ends_on=None)
        journal.change(HomeGrant.objects.filter(role=role), "role", other.pk)
        journal.change(Role.objects.filter(pk=role.pk), "ends_on", timezone.localdate())
    invitations = same_invitations(Invitation.objects.filter(provider=gone), survivor)
    journal.change(Invitation.objects.filter(pk__in=[each.pk for each in invitations]), "expires_at", timezone.now())


def _facts(gone: Provider, survivor: Provider) -> list[tuple[str, object]]:
    """What the survivor would take over, by column."""
    found = [(name, getattr(gone, name)) for name in FILLED if getattr(gone, name) and not getattr(survivor, name)]
    if gone.company_number and not survivor.company_number:
        found.append(("company_number", gone.company_number))
    if gone.member_since and not (survivor.member_since and survivor.member_since <= gone.member_since):
        found.append(("member_since", gone.member_since))
    if gone.requires_second_factor and not survivor.requires_second_factor:
        found.append(("requires_second_factor", True))
    return found


def _take_over(gone: Provider, survivor: Provider, journal: Journal) -> None:
    facts = _facts(gone, survivor)
    if "company_number" in dict(facts):  # of one provider alone
        journal.change(Provider.objects.filter(pk=gone.pk), "company_number", "")
    for name, value in facts:
        journal.change(Provider.objects.filter(pk=survivor.pk), name, value)
