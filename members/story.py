"""What happened to a provider's membership, in sentences: for its owners and finance contacts, and membership staff."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import Truncator

from history import Entry, history_of, with_context
from members.models import CreditNote, DirectoryEntry, Invoice, Leaving, Note, Payment, Refund, Term
from members.models.directory import WORDS
from members.status import last_day_of
from people.access import Permission, can
from people.models import Provider, User
from people.providers.story import Happened, latest
from people.templatetags.people import day, pounds

APPLICATION = {
    "True": "Its application was approved.",
    "False": "Its application was refused.",
    "": "Its application was opened again.",
}


def of_membership(provider: Provider, reader: User) -> list[Happened]:
    """Applications, terms, directories, invoices, credits, payments, refunds; for membership staff notes and calls."""
    manages = can(reader, Permission.MEMBERSHIP_MANAGE)
    if not manages and not can(reader, Permission.MEMBERSHIP_OWN, provider):
        return []
    money = [*_invoices(provider), *_credit_notes(provider), *_payments(provider, linked=manages)]
    money += _refunds(provider, linked=manages)
    return [
        *_applications(provider),
        *_terms(provider),
        *_leavings(provider),
        *_directory(provider),
        *money,
        *(_notes(provider) if manages else []),
    ]


def _applications(provider: Provider) -> Iterator[Happened]:
    """What became of each from when it was sent on; of other changes which fields, and no words."""
    for application in provider.applications.all():
        is_sent = not application.contact_email  # of its own, which is one button
        for entry in reversed(history_of(application)):
            now = {change.field: change.after for change in entry.changes}
            is_sent = is_sent or "sent at" in now
            if is_sent:
                yield Happened(entry.at, _of_application(entry, now), entry.who, entry.why)


def _of_application(entry: Entry, now: dict[str, str]) -> str:
    if "accepted" in now:
        return APPLICATION[now["accepted"]]
    if "asked at" in now:
        return "More was asked about its application." if now["asked at"] else "What was asked was answered."
    if "sent at" in now or entry.label == "Made":
        return "It asked to be a member."
    return f"Its application was changed: {entry.fields}."


def _terms(provider: Provider) -> Iterator[Happened]:
    for event, who, why in with_context(latest(Term, provider=provider)):
        if event.pgh_label == "insert":
            sentence = f"A member from {day(event.starts_on)} to {day(event.ends_on)}, in the band {event.band}."
        elif event.resigned_on and event.resigned_on <= event.starts_on:
            sentence = f"The term from {day(event.starts_on)} to {day(event.ends_on)} never begins."
        elif event.resigned_on:
            last = last_day_of(event.ends_on, event.resigned_on)
            sentence = f"Membership ended before its time: last day {day(last)}."
        else:
            sentence = f"The term from {day(event.starts_on)} was changed."
        yield Happened(event.pgh_created_at, sentence, who, why)


def _leavings(provider: Provider) -> Iterator[Happened]:
    """Who said that it leaves, and why; and who took that back."""
    for event, who, why in with_context(latest(Leaving, provider=provider)):
        if event.taken_back_at:
            yield Happened(
                event.pgh_created_at, f"That its last day is {day(event.last_day)} was taken back.", who, why
            )
            continue
        source = f"{event.said_by} said" if event.said_by else "It was said"
        left = "it did not renew" if event.ran_out else "it leaves"
        reason = f"{Leaving.Reason(event.reason).label}.{f' “{event.words}”' if event.words else ''}"
        yield Happened(
            event.pgh_created_at, f"{source} that {left}, its last day {day(event.last_day)}: {reason}", who, why
        )


def _directory(provider: Provider) -> Iterator[Happened]:
    """Who let it stand where, and took it out: each event beside the one before it."""
    events = latest(DirectoryEntry, provider=provider)
    befores = [*events[1:], DirectoryEntry()][: len(events)]
    for (event, who, why), before in zip(with_context(events), befores, strict=True):
        for sentence in _directory_sentences(event, before):
            yield Happened(event.pgh_created_at, sentence, who, why)


def _directory_sentences(event, before) -> Iterator[str]:
    for name, directory in (("for_members", "members’ directory"), ("for_public", "public directory")):
        if getattr(event, name) != getattr(before, name):
            yield f"{'It joined' if getattr(event, name) else 'It left'} the {directory}."
    if event.taken_out_at != before.taken_out_at:
        taken = f"The association took it out of both directories: {event.why_taken_out}"
        yield taken if event.taken_out_at else "The association put it back into the directories."
    if any(getattr(event, name) != getattr(before, name) for name in WORDS):
        yield "What it says of itself in the directories was changed."


def _invoices(provider: Provider) -> Iterator[Happened]:
    for event, who, why in with_context(latest(Invoice, provider=provider)):
        address = reverse("members:invoice_detail", args=[event.pgh_obj_id])
        sentence = f"Invoice {event.number} over {pounds(event.amount)} was sent, due on {day(event.due_on)}."
        if event.pgh_label != "insert":
            sentence = f"Invoice {event.number} has the purchase order number {event.purchase_order or 'no more'}."
        yield Happened(event.pgh_created_at, sentence, who, why, address=address)


def _credit_notes(provider: Provider) -> Iterator[Happened]:
    for event, who, _ in with_context(latest(CreditNote, invoice__provider=provider)):
        address = reverse("members:invoice_detail", args=[event.invoice_id])
        sentence = f"{pounds(event.amount)} were credited by credit note {event.number}."
        yield Happened(event.pgh_created_at, sentence, who, event.reason, address=address)


def _payments(provider: Provider, *, linked: bool) -> Iterator[Happened]:
    for event, who, why in with_context(latest(Payment, provider=provider)):
        address = reverse("members:payment_detail", args=[event.pgh_obj_id]) if linked else ""
        sentence = f"{pounds(event.amount)} arrived on {day(event.received_on)}."
        if event.taken_back_at:
            sentence = f"The payment of {pounds(event.amount)} of {day(event.received_on)} was noted by mistake."
        yield Happened(event.pgh_created_at, sentence, who, why, address=address)


def _refunds(provider: Provider, *, linked: bool) -> Iterator[Happened]:
    for event, who, why in with_context(latest(Refund, payment__provider=provider)):
        address = reverse("members:payment_detail", args=[event.payment_id]) if linked else ""
        sentence = f"{pounds(event.amount)} was paid back on {day(event.paid_on)}."
        if event.taken_back_at:
            sentence = f"That {pounds(event.amount)} was paid back on {day(event.paid_on)} was noted by mistake."
        yield Happened(event.pgh_created_at, sentence, who, why, address=address)


def _notes(provider: Provider) -> Iterator[Happened]:
    address = reverse("members:note_list", args=[provider.pk])
    for event, who, _ in with_context(latest(Note, provider=provider, pgh_label="insert")):
        kind = Note.Kind(event.kind).label
        sentence = f"{kind} on {day(event.happened_on)}: {Truncator(event.words).words(20)}"
        yield Happened(event.pgh_created_at, sentence, who, "", address=address)
