"""Complaints about the use of personal data: by the form, by letter long ago, answered; and somebody to be erased."""

from chaportal.demo.content import day, read
from chaportal.demo.people import Loaded
from chaportal.rights import requests
from people.actions import end_role, give_role
from people.complaints import actions
from people.models import Erasure, User


def load(cast: Loaded) -> None:
    trustee = cast.with_role("data_protection_trustee")
    for row in read("complaints")["complaint"]:
        by_letter = row["facts"].get("way") == "letter"
        entered = {"entered_by": trustee} if by_letter else {}
        complaint = actions.take(received_on=day(-row["days_ago"]), **row["facts"], **entered)
        if row["noted"]:
            actions.note(complaint=complaint, words=row["noted"], by=trustee)
        if row["outcome"]:
            actions.close(complaint=complaint, outcome=row["outcome"], words=row["told"], by=trustee)
    ask_for_an_erasure(cast)


def ask_for_an_erasure(cast: Loaded) -> None:
    """Of somebody who has left one of the providers; its owner stays."""
    staff = cast.with_role("membership_manager")
    person = User.objects.create_user("ex-colleague@havenfold.example", name="Delyth Okafor-Rees")
    role = give_role(user=person, role="colleague", provider=cast.providers[0], reason="Demo", by=staff)
    end_role(role=role, reason="Has left", by=staff, notify=False)
    requests.ask(person=person, by=staff, reason=Erasure.Reason.LEFT)
