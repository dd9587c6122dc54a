"""Why two accounts cannot be merged, in sentences that say what to do first."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.db.models import Q

from media_releases.models import Accreditation
from people.access import Permission, roles_allowing
from people.models import Erasure, Invitation, Role, User, UserMerge
from people.second_factor import with_factor
from policy.models import Submission


def why_not_merged(gone: User, survivor: User) -> list[str]:
    """What stands in the way of merging one account into another; nothing where they can be merged."""
    if gone.pk == survivor.pk:
        return ["Choose another person: nobody is merged into themselves."]
    return [sentence for check in CHECKS for sentence in check(gone, survivor)]


def _closed(gone: User, survivor: User) -> Iterator[str]:
    for person in (gone, survivor):
        if person.merged_into:
            yield f"{person.email} is merged into another account already."
        elif not person.is_active:
            yield f"The account of {person} is closed, or was erased."


def _erasure(gone: User, survivor: User) -> Iterator[str]:
    for erasure in Erasure.objects.waiting().filter(user__in=[gone, survivor]).select_related("user"):
        yield f"{erasure.user.email} is to be erased. The trustee for data protection decides about that first."


def _of_the_association(gone: User, survivor: User) -> Iterator[str]:
    """Their second factor, and what two of them agreed to, is proof of two persons."""
    two = {"user__in": [gone, survivor]}
    had = [role.user for role in Role.objects.filter(provider=None, **two).select_related("user")]
    asked = [
        each.user for each in Invitation.objects.filter(provider=None, accepted_at=None, **two).select_related("user")
    ]
    known = [each.user for each in Accreditation.objects.filter(**two).select_related("user")]
    for email in sorted({person.email for person in [*had, *asked, *known]}):
        yield (
            f"{email} acts or acted for the association or the press, or is invited to. Such an account stays for "
            "itself: end its roles at providers one by one, and invite the other one."
        )


def _sign_in(gone: User, survivor: User) -> Iterator[str]:
    if not EmailAddress.objects.filter(user=survivor, email=survivor.email, verified=True).exists():
        yield f"Nobody confirmed {survivor.email} yet, so who reads its mail is not known. Keep the other account."
    elif not survivor.has_usable_password() or survivor.last_login is None:
        yield f"Nobody ever signed in as {survivor.email}. Keep the other account, or let them sign in first."


def _second_factor(gone: User, survivor: User) -> Iterator[str]:
    if gone.pk in (secured := with_factor([gone.pk, survivor.pk])) and survivor.pk not in secured:
        yield (
            f"{gone.email} has a second factor, and {survivor.email} has none. Keep the other account, or let them set "
            "one up first."
        )


def _sign_off(gone: User, survivor: User) -> Iterator[str]:
    """A colleague asks an owner to send answers: two persons look at them."""
    sending = roles_allowing(Permission.EVIDENCE_SEND)
    for asking, other in ((gone, survivor), (survivor, gone)):
        theirs = Role.objects.current().filter(user=other, name__in=sending).values("provider")
        waiting = Submission.objects.filter(asked_by=asking, provider__in=theirs).select_related("consultation")
        for submission in waiting:
            yield (
                f"{asking.email} asks the owners, of whom {other.email} is one, to send the answers to "
                f"“{submission.consultation}”. These are sent or given back first."
            )


def _lately(gone: User, survivor: User) -> Iterator[str]:
    """Two merges on one another could not be taken back one by one."""
    for merge in UserMerge.objects.undoable().filter(Q(survivor=gone) | Q(survivor=survivor)).select_related("gone"):
        yield f"{merge.gone.email} was merged into one of them less than a day ago. Wait for a day, or take that back."


CHECKS = (_closed, _erasure, _of_the_association, _sign_in, _second_factor, _sign_off, _lately)
