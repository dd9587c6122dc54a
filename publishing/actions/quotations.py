"""What is done with quotations: kept in step with the text, given a speaker, approved by them or sent back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from people.access import check
from people.models import User
from publishing.colleagues import colleague_named
from publishing.emails import sign_off
from publishing.models import Edition, Quotation
from publishing.richtext.quotations import Part, quotations_in
from publishing.workflow import Refused

IN_THE_PORTAL = "in the portal"


def sync(edition: Edition) -> None:
    """Give each quotation of a text its row. An approval stays as long as not a word changes, wherever it moves."""
    rows = list(edition.quotations.order_by("position"))
    found = quotations_in(edition.body)
    unchanged = _same_words(found, rows)
    left = {row.position: row for row in rows if row not in unchanged.values()}
    for part in found:
        row = unchanged.get(part.number) or left.pop(part.number, None) or Quotation(edition=edition)
        _bring_up_to_date(row, part)
    Quotation.objects.filter(pk__in=[row.pk for row in left.values()]).delete()


def copy(*, former: Edition, following: Edition) -> None:
    """Give the next version's words the speakers and approvals that they have in the last one."""
    rows = list(former.quotations.all())
    for row in rows:
        row.pk, row.edition = None, following
    Quotation.objects.bulk_create(rows)
    sync(following)


def check_quotations(edition: Edition) -> None:
    """Raise Refused, naming each, unless every quotation of a text has a speaker who approved its words."""
    rows = {row.words: row for row in edition.quotations.all()}
    wrong = [fault for part in quotations_in(edition.body) if (fault := _fault(part, rows.get(part.words)))]
    if wrong:
        raise Refused(f"A quotation needs its speaker's approval. {' '.join(wrong)}")


@transaction.atomic
def attribute(*, quotation: Quotation, by: User, speaker: str, job: str, user: User | None) -> Quotation:
    """Say whose words they are. A colleague (`user`) is asked by mail to approve them.

    A name that is newly written and is a colleague's is theirs; who is a namesake is made nobody's by saving once more.
    Another name or job voids an approval, and whoever wrote them is an author. Raises Refused for an approved text.
    """
    quotation = _locked(quotation)
    check(by, quotation.edition.publication.kind.write)
    before = (quotation.seal, quotation.user)
    if user is None and quotation.user is None and speaker != quotation.speaker:
        user = colleague_named(speaker)
    quotation.speaker, quotation.job, quotation.user = speaker, job, user
    if before != (quotation.seal, user):
        quotation.void()
        quotation.edition.authors.add(by)
    quotation.save()
    ask(quotation, by)
    return quotation


@transaction.atomic
def approve_quotation(*, quotation: Quotation, by: User, seen: str) -> Quotation:
    """Approve one's own words, whose seal is `seen`. Raises Refused when they changed since, and for anyone else."""
    quotation = _locked(quotation)
    if quotation.user_id != by.pk:
        raise Refused("Only whose words they are can approve them.")
    _check_seen(quotation, seen)
    return _approved(quotation, by, IN_THE_PORTAL)


@transaction.atomic
def note_approval(*, quotation: Quotation, by: User, seen: str, how: str) -> Quotation:
    """Note how someone outside approved their words, such as "by telephone, 22:50".

    Raises Refused for a colleague, who approves in the portal, for words without a speaker, and for changed ones.
    """
    quotation = _locked(quotation)
    check(by, quotation.edition.publication.kind.write)
    _check_seen(quotation, seen)
    if not quotation.speaker:
        raise Refused("Say first who says it.")
    if quotation.user_id:
        raise Refused(f"{quotation.speaker} approves it in the portal, on a page of their own.")
    return _approved(quotation, by, how)


@transaction.atomic
def send_back_quotation(*, quotation: Quotation, by: User, reason: str) -> Quotation:
    """Do not approve one's own words, and say why; the authors get a mail."""
    quotation = _locked(quotation)
    if quotation.user_id != by.pk:
        raise Refused("Only whose words they are can send them back.")
    quotation.void()
    quotation.objection = reason
    quotation.save()
    sign_off.quotation_sent_back(quotation)
    return quotation


def ask(quotation: Quotation, by: User, needed_by: datetime | None = None) -> None:
    """Owe a colleague the mail that asks for their approval: once for the same words."""
    if quotation.user and quotation.approved_at is None and not quotation.objection:
        sign_off.quotation_to_approve(quotation, by, needed_by)


def _approved(quotation, by, how):
    if quotation.approved_at is None:
        quotation.void()
        quotation.approved_at, quotation.approved_by, quotation.how = timezone.now(), by, how
        quotation.save()
    return quotation


def _check_seen(quotation, seen):
    if seen != quotation.seal:
        raise Refused("The words were changed after you opened them. Read them again.")


def _locked(quotation: Quotation) -> Quotation:
    rows = Quotation.objects.select_for_update(of=("self", "edition")).select_related("edition__publication", "user")
    quotation = rows.filter(pk=quotation.pk).first()
    if quotation is None:
        raise Refused("This quotation is no longer in the text.")
    if not quotation.edition.is_open:
        raise Refused(f"The text is {quotation.edition.state} and cannot change. Start the next version.")
    return quotation


def _same_words(found: list[Part], rows: list[Quotation]) -> dict[int, Quotation]:
    """For each place in the text the row with the very words that stand there, each row once."""
    by_place, free = {}, list(rows)
    for part in found:
        row = next((row for row in free if row.words == part.words), None)
        if row:
            free.remove(row)
            by_place[part.number] = row
    return by_place


def _bring_up_to_date(row: Quotation, part: Part) -> None:
    before = row.seal
    row.position, row.words = part.number, part.words
    if part.speaker:
        if part.speaker != row.speaker:
            row.user = colleague_named(part.speaker)
        row.speaker, row.job = part.speaker, part.job
    if row.seal != before:
        row.void()
    row.save()


def _fault(part: Part, row: Quotation | None) -> str:
    if row is None or not row.speaker:
        return f"Nobody is named for quotation {part.number}."
    if row.objection:
        return f"{row.speaker} sent quotation {part.number} back."
    return "" if row.approved_at else f"{row.speaker} has not approved quotation {part.number} yet."
