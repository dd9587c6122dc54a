"""What is written to people about texts. No headline and no word of one: a mail is no place for what is not public."""

from datetime import date, datetime

from django.db.models import Q

from outbox.actions import queue_email
from outbox.models import OutboxMessage
from people.association import association
from people.links import link_to
from people.models import Role, User
from people.templatetags.people import moment
from publishing.kinds import TextKind
from publishing.models import Edition, Publication, Quotation, UrgentReview
from publishing.richtext.markup import plain


def text_to_approve(edition: Edition, by: User, needed_by: datetime | None) -> list[OutboxMessage]:
    """Ask everyone who may approve a text and did not write it. Opening the link approves nothing."""
    text = (
        f"{by} asks for approval of a {_kind(edition)}: {_how_much(edition)}.\n{_how_urgent(edition, by, needed_by)}\n"
        f"{_to_ask(by)}\n\n"
        f"Read it, then approve it or send it back:\n{_address('edition_detail', edition.pk)}\n\n"
        "Opening the page approves nothing. It works on a phone."
    )
    key, subject = f"{_to_approve(edition)}{_stamp(edition)}", f"For your approval: a {_kind(edition)}"
    return [queue_email(key=f"{key}:{user.pk}", user=user, subject=subject, text=text) for user in approvers(edition)]


def move_to_approve(publication: Publication) -> list[OutboxMessage]:
    """Ask everyone who may approve a text, but for who proposed it, whether it may have another address."""
    by, label = publication.proposed_by, publication.kind.label.lower()
    address = link_to("publishing:publication_move", publication.pk)
    text = f"{by} proposes another address for a {label}.\n\nLook at it, then approve or drop it:\n{address}"
    people = may_approve(publication.kind).exclude(pk=by.pk)
    key = f"move:{publication.pk}:{publication.proposed_path}"
    subject = f"For your approval: another address of a {label}"
    return [queue_email(key=f"{key}:{user.pk}", user=user, subject=subject, text=text) for user in people]


def no_longer_to_approve(edition: Edition) -> None:
    """Call off the mails that ask for an approval and have not left yet: someone has decided."""
    OutboxMessage.objects.unsent().filter(key__startswith=_to_approve(edition)).delete()


def text_sent_back(edition: Edition, by: User) -> list[OutboxMessage]:
    """Tell the authors that their text is a draft again."""
    text = f"{by} sent a {_kind(edition)} of yours back. Read why:\n{_address('edition_detail', edition.pk)}"
    key, subject = f"sent-back:{edition.pk}:{_stamp(edition)}", f"Sent back: a {_kind(edition)}"
    authors = edition.authors.exclude(pk=by.pk)
    return [queue_email(key=f"{key}:{user.pk}", user=user, subject=subject, text=text) for user in authors]


def text_withheld(edition: Edition) -> list[OutboxMessage]:
    """Tell who wrote a text and who may approve it that nobody reads it any more, or that it is not scheduled now."""
    why = edition.withheld_reason or "it was taken off the schedule."
    text = (
        f"A {_kind(edition)} must not be read as it is: {why}\n\n"
        f"Read why, and start the next version without those words:\n{_address('edition_detail', edition.pk)}"
    )
    key, subject = f"withheld:{edition.pk}:{_stamp(edition)}", f"Taken off the site: a {_kind(edition)}"
    theirs = Q(pk__in=edition.authors.values("pk")) | Q(pk__in=may_approve(edition.publication.kind).values("pk"))
    people = User.objects.filter(theirs).order_by("pk")
    return [queue_email(key=f"{key}:{user.pk}", user=user, subject=subject, text=text) for user in people]


def approvers(edition: Edition):
    """Who may approve a text: by their role, and not as one of its authors."""
    return may_approve(edition.publication.kind).exclude(pk__in=edition.authors.values("pk"))


def may_approve(kind: TextKind):
    """Who may approve texts of a kind, by their role."""
    roles = Role.objects.current().allowing(kind.approve)
    return User.objects.filter(is_active=True, roles__in=roles).distinct().order_by("pk")


def urgent_to_review(review: UrgentReview) -> list[OutboxMessage]:
    """Ask everyone who may approve a text to review one that is public without a second person."""
    text = (
        f"{review.published_by} published a {_kind(review.edition)} without a second person: {review.reason}\n\n"
        f"Read it and say whether it stands:\n{_address('urgent_review', review.edition_id)}\n\n"
        "If nobody has by nine in the morning, the chief executive and the administrators are told."
    )
    subject = f"Published in an emergency: review a {_kind(review.edition)}"
    people = approvers(review.edition).exclude(pk=review.published_by_id)
    return [queue_email(key=f"urgent:{review.pk}:{user.pk}", user=user, subject=subject, text=text) for user in people]


def urgent_is_late(review: UrgentReview, day: date) -> list[OutboxMessage]:
    """Tell whoever answers for the association that nobody has reviewed such a text, and who may: once a day."""
    able = approvers(review.edition).exclude(pk=review.published_by_id)
    text = (
        f"{review.published_by} published a {_kind(review.edition)} without a second person: {review.reason}\n\n"
        f"Nobody has reviewed it yet. Who may: {', '.join(str(user) for user in able) or 'nobody'}.\n\n"
        f"{_address('urgent_review', review.edition_id)}"
    )
    roles = Role.objects.current().filter(name__in=["chief_executive", "administrator"])
    people = User.objects.filter(is_active=True, roles__in=roles).distinct().order_by("pk")
    key, subject = f"urgent-late:{review.pk}:{day:%Y%m%d}", "Not reviewed yet: a text published in an emergency"
    return [queue_email(key=f"{key}:{user.pk}", user=user, subject=subject, text=text) for user in people]


def quotation_to_approve(quotation: Quotation, by: User, needed_by: datetime | None) -> OutboxMessage:
    """Ask a colleague whether these are their words."""
    text = (
        f"{by} quotes you in a {_kind(quotation.edition)} and asks you to approve your words.\n"
        f"{_how_urgent(quotation.edition, by, needed_by)}\n{_to_ask(by)}\n\n"
        f"Read them and approve them or send them back:\n{_address('quotation_detail', quotation.pk)}\n\n"
        "Opening the page approves nothing."
    )
    key = f"quotation:{quotation.pk}:{quotation.seal[:16]}:{quotation.user_id}"
    return queue_email(key=key, user=quotation.user, subject="Are these your words?", text=text)


def quotation_sent_back(quotation: Quotation) -> list[OutboxMessage]:
    """Tell the authors that a speaker did not approve their words."""
    edition = quotation.edition
    text = (
        f"{quotation.user} sent back a quotation in a {_kind(edition)} of yours. Read why:\n"
        f"{_address('edition_quotations', edition.pk)}"
    )
    key, subject = f"quotation-back:{quotation.pk}:{quotation.seal[:16]}", "A quotation is back"
    return [
        queue_email(key=f"{key}:{user.pk}", user=user, subject=subject, text=text) for user in edition.authors.all()
    ]


def _to_approve(edition: Edition) -> str:
    return f"sign-off:{edition.pk}:"


def _how_much(edition: Edition) -> str:
    """Which version it is, and how long: what one has to make time for."""
    words = len(plain(edition.body).split())
    return f"{'the first version' if edition.number == 1 else f'version {edition.number}'}, {words} words"


def _how_urgent(edition: Edition, by: User, needed_by: datetime | None) -> str:
    """By when a journalist needs it, where one asked for it, and by when whoever sends it does, where they say so."""
    sentences = [f"{by} needs it by {moment(needed_by)}."] if needed_by else []
    release = getattr(edition.publication, "release", None)  # of a layer above, by its relation
    asked = release and release.enquiry
    if asked and asked.answered_at is None:
        sentences.append(f"A journalist needs it by {moment(asked.deadline)}.")
    return "\n".join(sentences) or "No journalist waits for it, and no time was named."


def _to_ask(user: User) -> str:
    """By which telephone a colleague can be asked: as the rota has it, or else the press office's."""
    shift = user.on_call.order_by("-starts_at", "-pk").first()  # of a layer above, by its relation
    number = shift.telephone if shift else association().press_telephone
    return f"To ask {user}: {number}." if number else f"To ask {user}, write to {user.email}."


def _stamp(edition: Edition) -> str:
    """Another each time it is submitted or sent back."""
    return f"{edition.saved_at:%Y%m%d%H%M%S%f}"


def _kind(edition: Edition) -> str:
    return edition.publication.kind.label.lower()


def _address(name: str, pk: int) -> str:
    return link_to(f"publishing:{name}", pk)
