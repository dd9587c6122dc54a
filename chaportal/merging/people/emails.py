"""What both addresses of a person are written, when their accounts are merged and when that is taken back.

Neither mail names the other address: if the two are two persons after all, it is not for them to know.
"""

from outbox.actions import queue_email
from people.association import association
from people.links import absolute
from people.models import Role, User, UserMerge
from people.templatetags.people import moment


def say_merged(merge: UserMerge, came: list[Role]) -> None:
    """To the address that opens the account from now on, and to the one that opens nothing any more."""
    ours = association().name
    wrong = (
        f"If that is not so, tell us at once{_by_telephone()}: until {moment(merge.undo_until)} we can take it back."
    )
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


def say_undone(merge: UserMerge) -> None:
    """To both."""
    text = (
        f"We had made one of two accounts on the portal of the {association().name}. That is taken back: this address "
        "opens the account that it opened before, with the roles that it had. You were signed out everywhere.\n\n"
        f"If anything is not as it was, ask us{_by_telephone()}."
    )
    for person in (merge.survivor, merge.gone):
        _tell_undone(merge, person, text)


def _tell_undone(merge: UserMerge, person: User, text: str) -> None:
    key = f"person-unmerged:{merge.pk}:{person.pk}"
    queue_email(key=key, user=person, subject="Your accounts are two again", text=text)


def _by_telephone() -> str:
    number = association().telephone
    return f" on {number}" if number else ""
