"""What both addresses and other owners are written, when two accounts are merged and when that is taken back.

Neither address is told the other one: if the two are two persons after all, it is not for them to know. The other
owners of a provider whose roles move read both names and addresses on its page: they are the first who can say so.
"""

from chaportal.merging.journal import changed
from outbox.actions import queue_email
from people.association import association
from people.links import absolute, link_to
from people.models import Role, User, UserMerge
from people.templatetags.people import moment


def say_merged(merge: UserMerge, came: list[Role]) -> None:
    """To the address that opens the account from now on, and to the one that opens nothing any more."""
    ours, until = association().name, moment(merge.undo_until)
    wrong = f"If that is not so, tell us at once{association().by_telephone}: until {until} we can take it back."
    roles = "".join(f"\n- {role}" for role in came) or "\n- no role that you did not have"
    to_survivor = (
        f"You had two accounts on the portal of the {ours}, and we made one of them. You sign in with this address, as "
        f"before. From the other account came:{roles}\n\nA bulletin that you refused there does not come here either. "
        f"Calendars that you had there are closed: {absolute('/')} makes new ones.\n\n{wrong}"
    )
    to_gone = (
        f"You had two accounts on the portal of the {ours}, and we made one of them. This address opens nothing there "
        "any more: sign in with the other one. What you did with this account goes on naming you.\n\n"
        f"{wrong}"
    )
    subject = "Your two accounts are one now"
    queue_email(key=f"person-merged:{merge.pk}:kept", user=merge.survivor, subject=subject, text=to_survivor)
    queue_email(key=f"person-merged:{merge.pk}:gone", email=merge.gone.email, subject=subject, text=to_gone)
    moved = list(_moved(merge))
    for owner in _other_owners(merge):
        _tell_owner(merge, owner, [role for role in moved if role.provider_id == owner.provider_id], wrong)


def _moved(merge: UserMerge):
    """The roles that moved to the account that is kept."""
    return Role.objects.filter(pk__in=changed(merge.changes, "people.Role.user_id"))


def _other_owners(merge: UserMerge) -> list[Role]:
    """As roles, of each provider of which a role moved."""
    owners = Role.objects.owners().filter(provider__in=_moved(merge).values("provider"))
    both = [merge.gone_id, merge.survivor_id]
    return list(owners.exclude(user__in=both).select_related("user", "provider").order_by("pk"))


def _tell_owner(merge: UserMerge, owner: Role, roles: list[Role], wrong: str) -> None:
    """Who acts for their provider from now on, and as what."""
    what = " and ".join(role.definition.label.lower() for role in roles)
    text = (
        f"{merge.gone} ({merge.gone.email}) had two accounts on the portal of the {association().name}, and we made "
        f"one of them. For {owner.provider}, {merge.survivor} ({merge.survivor.email}) is {what} from now on.\n\n"
        f"The people of {owner.provider}:\n{link_to('people:provider_detail', owner.provider_id)}\n\n{wrong}"
    )
    key = f"person-merged:{merge.pk}:owner:{owner.pk}"
    queue_email(key=key, user=owner.user, subject=f"Who is {what} of {owner.provider}", text=text)


def say_undone(merge: UserMerge) -> None:
    """To both, and to the other owners who were told."""
    text = (
        f"We had made one of two accounts on the portal of the {association().name}. That is taken back: this address "
        "opens the account that it opened before, with the roles that it had. You were signed out everywhere.\n\n"
        f"If anything is not as it was, ask us{association().by_telephone}."
    )
    for person in (merge.survivor, merge.gone):
        _tell_undone(merge, person, text)
    for owner in _other_owners(merge):
        _tell_owner_undone(merge, owner)


def _tell_owner_undone(merge: UserMerge, owner: Role) -> None:
    text = (
        f"We had made one of the accounts of {merge.gone} ({merge.gone.email}) and {merge.survivor} "
        f"({merge.survivor.email}) on the portal of the {association().name}. That is taken back: for "
        f"{owner.provider}, each has the roles that they had before.\n\n"
        f"If anything is not as it was, ask us{association().by_telephone}."
    )
    key = f"person-unmerged:{merge.pk}:owner:{owner.pk}"
    queue_email(key=key, user=owner.user, subject=f"The people of {owner.provider} are as before", text=text)


def _tell_undone(merge: UserMerge, person: User, text: str) -> None:
    key = f"person-unmerged:{merge.pk}:{person.pk}"
    queue_email(key=key, user=person, subject="Your accounts are two again", text=text)
