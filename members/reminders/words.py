"""What a rule's words may name, and how they become a mail."""

import re

from members.balances import with_balance
from members.invoices.links import link_of
from members.models import Invoice, Term
from members.status import access_until
from people.association import association
from people.models import User
from people.templatetags.people import day, pounds

OF_ALL = {
    "provider": "what the member is called",
    "association": "our name",
    "contact": "how to answer: by mail, or on our telephone",
}
OF_TERM = {
    "last day": "the last day of the term",
    "access until": "until when they keep full access without renewal",
}
OF_INVOICE = {
    "invoice": "its number",
    "owed": "what is still owed",
    "due day": "by when it is due",
    "link": "where the invoice is read and downloaded, without signing in",
}
NAMED = re.compile(r"\{([^{}]*)\}")
KNOWN = {"term": OF_ALL | OF_TERM, "invoice": OF_ALL | OF_INVOICE}


def unknown_in(words: str, about: str) -> list[str]:
    """What some words name in braces that a rule about this cannot fill in."""
    return [name for name in NAMED.findall(words) if name not in KNOWN[about]]


def filled(words: str, about: Term | Invoice, user: User) -> str:
    """The words with what they name, for a person; what is not known stays as it is."""
    values = _values(about, user)
    return NAMED.sub(lambda found: values.get(found[1], found[0]), words)


def _values(about: Term | Invoice, user: User) -> dict[str, str]:
    ours = association()
    contact = f"answer this mail or ring us on {ours.telephone}" if ours.telephone else "answer this mail"
    values = {"provider": str(about.provider), "association": ours.name, "contact": contact}
    if isinstance(about, Term):
        return values | {"last day": day(about.ends_on), "access until": day(access_until(about.ends_on))}
    owed = with_balance(Invoice.objects.all()).get(pk=about.pk).balance
    return values | {
        "invoice": about.number,
        "owed": pounds(owed),
        "due day": day(about.due_on),
        "link": link_of(about, user),
    }
