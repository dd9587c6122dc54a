"""What needs a provider's people: the most pressing things of their homes, membership and consultations."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from chaportal.dashboards.first_steps import new_to
from chaportal.dashboards.screen import Screen
from chaportal.dashboards.section import Need, Section, needs_section
from duties.law import DueState
from duties.overview import DueNotice, Row, notices_falling_due
from homes.models import Home, RegisterProposal
from members.directory.checking import held_among
from members.membership import status_of, until_of
from members.models import Invoice
from members.rules.declared import due_of
from members.rules.due import DeclarationDue
from members.status import FULL_ACCESS, Status
from people.access import Permission, can, providers_with
from people.models import AccessAnswer, Provider
from people.templatetags.people import day
from policy import attention
from policy.models import Submission

P = Permission
AT_ONCE = 3
ENDS_SOON = timedelta(days=30)
REFUSED_LATELY = timedelta(days=30)  # of a claim that was refused; later, the home's history has it


def needs_you(screen: Screen, rows: list[Row], names: dict[int, str]) -> Section:
    """What is most pressing first, or a calm sentence: legal notices, then what is late; behind three, how many more.

    `rows` are the duties and notices of the user's homes, `names` the homes' private names by key.
    """
    user = screen.user
    others = [
        *_homes(screen, rows),
        *_held_back(screen),
        *_register(user),
        *_asking(user),
        *_memberships(screen),
        *_calls(screen),
    ]
    needs = [*_notices(rows, names), *sorted(others, key=lambda need: not need.late)]
    return needs_section(needs, AT_ONCE)


def _notices(rows: list[Row], names: dict[int, str]) -> list[Need]:
    """Legal notices that fall due: two of them, or the most urgent and how many there are."""
    due = notices_falling_due(rows)
    shown = due[:2] if len(due) == 2 else due[:1]
    needs = [_notice(notice, names.get(notice.home.pk, "")) for notice in shown]
    rest = due[len(shown) :]
    if not rest:
        return needs
    late = rest[0].due_status.state == DueState.OVERDUE
    address = f"{reverse('duties:duty_list')}?show=notices"
    return [*needs, Need(f"All {len(due)} legal notices that fall due", address, late=late)]


def _notice(notice: DueNotice, name: str) -> Need:
    text = f"{notice.name}: {name or notice.home}, by {day(notice.due_status.due)}"
    address = f"{reverse(notice.page, args=[notice.home.pk])}#{notice.slug}"
    return Need(text, address, late=notice.due_status.state == DueState.OVERDUE)


def _homes(screen: Screen, rows: list[Row]) -> list[Need]:
    """Claims that were refused lately, and, for who may add homes, the first one: of who is new, a first step."""
    user, since = screen.user, timezone.now() - REFUSED_LATELY
    homes = Home.objects.own(user)
    refused = [
        Need(f"{home} was not confirmed: see why", reverse("homes:home_history", args=[home.pk]), late=True)
        for home in homes.refused_since(since).select_related("registration")
    ]
    if not rows and not new_to(screen) and providers_with(user, P.HOME_CLAIM) and not homes.with_claims().exists():
        return [*refused, Need("Add your first home", reverse("homes:home_add"))]
    return refused


def _held_back(screen: Screen) -> list[Need]:
    """Entries of the directories that are held back. Why is on the entry's page, which is as private as the homes."""
    members = [row for row in screen.memberships if status_of(row) in FULL_ACCESS]
    owned = [row for row in members if can(screen.user, P.PROVIDER_MANAGE, row)]
    return [
        Need(f"{provider} is held back from the directories: see why", _entry_of(provider))
        for provider in held_among(owned)
    ]


def _entry_of(provider: Provider) -> str:
    return reverse("members:directory_entry", args=[provider.pk])


def _asking(user) -> list[Need]:
    """Who asks to be one of the people of a provider that the user owns."""
    waiting = AccessAnswer.objects.editable_by(user).waiting().select_related("request", "provider")
    return [
        Need(f"{answer.request.name} asks to join {answer.provider}", _people_of(answer.provider)) for answer in waiting
    ]


def _people_of(provider: Provider) -> str:
    return reverse("people:provider_people", args=[provider.pk])


def _register(user) -> list[Need]:
    """What a new list says of the user's homes."""
    if not RegisterProposal.objects.editable_by(user).open().exists():
        return []
    return [Need("The public register says something new of your homes", reverse("homes:proposal_list"))]


def _memberships(screen: Screen) -> list[Need]:
    address = reverse("members:membership_own")
    needs = []
    for provider in screen.memberships:
        status = status_of(provider)
        until = day(until_of(provider, status))
        if status == Status.OVERDUE:
            text = f"Renewal overdue: full access until {until}"
            needs.append(Need(text, address, late=True))
        elif status in (Status.ENDED, Status.RESIGNED):
            ended = f"Your membership ended: its last day was {until}." if until else "Your membership never began."
            needs.append(Need(f"{ended} Join again", address))
        elif status == Status.CURRENT and provider.term_resigned_on:
            needs.append(Need(f"Your membership ends: its last day is {until}", address))
        elif status == Status.CURRENT and provider.term_ends_on - timezone.localdate() <= ENDS_SOON:
            needs.append(Need(f"Your membership runs until {until}", address))
    late = [each for each in screen.invoices if each.is_late and not each.term.never_begins]
    return [*needs, *_declarations(screen), *map(_late, late)]


def _declarations(screen: Screen) -> list[Need]:
    """What owners of members declare every year, from a month before it is due."""
    members = [row for row in screen.memberships if status_of(row) in FULL_ACCESS]
    owned = [row for row in members if can(screen.user, P.PROVIDER_MANAGE, row)]
    dues, today = due_of(owned), timezone.localdate()
    near = [(member, due) for member in owned if (due := dues[member.pk]) and due.is_soon(today)]
    return [
        Need(_to_declare(due), reverse("members:declare", args=[member.pk]), late=due.is_due(today))
        for member, due in near
    ]


def _to_declare(due: DeclarationDue) -> str:
    until = f": the last time holds until {day(due.holds_until)}" if due.holds_until else ""
    return f"Declare that you keep to our criteria and our Code of Practice{until}"


def _late(invoice: Invoice) -> Need:
    text = f"Invoice {invoice} was due on {day(invoice.due_on)}"
    return Need(text, reverse("members:invoice_detail", args=[invoice.pk]), late=True)


def _calls(screen: Screen) -> list[Need]:
    """Answers of colleagues to send, and consultations to answer."""
    waiting = [_to_send(submission) for submission in attention.to_send(screen.user)]
    done = (attention.AnswerProgress.SENT, attention.AnswerProgress.ASKED)
    return waiting + [_answer(call) for call in screen.calls if call.progress not in done]


def _to_send(submission: Submission) -> Need:
    asks = submission.consultation
    text = f"Answers of a colleague to send: {asks.title} (by {day(asks.internal_deadline)})"
    return Need(text, reverse("policy:submission_check", args=[asks.reference, submission.provider_id]))


def _answer(call: attention.Call) -> Need:
    asks = call.consultation
    text = f"{asks.title} ({asks.minutes} minutes, by {day(asks.internal_deadline)})"
    return Need(text, reverse("policy:submission_edit", args=[asks.reference, call.provider.pk]))
