"""Complaints about the use of personal data: one by the form, one by letter that waits for long, one answered."""

from chaportal.demo.content import day, read
from chaportal.demo.people import Loaded
from people.complaints import actions


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
