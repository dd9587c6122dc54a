"""What a provider's people see first."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from chaportal.dashboards.section import Need, Section
from duties.law import DueState
from duties.overview import DueNotice, duties_overview, notices_due, table_of
from homes import locations
from homes.models import Home, RegisterProposal
from homes.posts import unmanaged
from members.models import Invoice, belongs_to_member, status_of, with_membership
from members.status import Status, access_until
from people.access import Permission, providers_with
from people.models import Provider
from people.templatetags.people import day
from policy import attention
from publishing.models import Edition

P = Permission
MOST_NEEDS = 3
HOMES_SHOWN = 5
MANY_HOMES = 5  # from so many on, a table says more than a list
BRIEFINGS_SHOWN = 3
ENDS_SOON = timedelta(days=30)
REFUSED_LATELY = timedelta(days=30)  # of a claim that was refused; later, the home's history has it


def needs_you(user) -> Section:
    """The three most pressing things, or a calm sentence: legal notices first, then what is late."""
    others = [*_homes(user), *_register(user), *_memberships(user), *_calls(user)]
    needs = [*_notices(user), *sorted(others, key=lambda need: not need.late)]
    return Section("Needs you", "dashboard/needs.html", {"needs": needs[:MOST_NEEDS]})


def homes_by_duties(user) -> Section | None:
    """For who has many homes: those that need it most, with their duties."""
    homes = Home.objects.own(user).confirmed()
    count = homes.count()
    if count < MANY_HOMES:
        return None
    context = table_of(duties_overview(homes, timezone.localdate())[:HOMES_SHOWN], user) | {"count": count}
    return Section("Homes by duties, the worst first", "dashboard/homes_by_duties.html", context, wide=True)


def falls_due(user) -> Section | None:
    """For who has few homes: what falls due or is overdue, the worst first."""
    homes = Home.objects.own(user).confirmed()
    if not 0 < homes.count() < MANY_HOMES:
        return None
    rows = duties_overview(homes, timezone.localdate())
    due = [due for row in rows for due in row.duties]
    urgent = [each for each in due if each.due_status.falls_due]
    urgent.sort(key=lambda item: item.due_status.urgency)
    names = locations.own_names([row.home for row in rows], user)
    context = {
        "rows": [(item, names.get(item.home.pk, "")) for item in urgent[:MOST_NEEDS]],
        "one": rows[0].home if len(rows) == 1 else None,
        "unknown": sum(row.count(DueState.NO_DATE) for row in rows),
    }
    return Section("What falls due", "dashboard/falls_due.html", context)


def managers_missing(user) -> Section | None:
    """Homes that nobody manages since someone left."""
    homes = unmanaged(Home.objects.own(user))
    shown = list(homes[:HOMES_SHOWN])
    if not shown:
        return None
    names = locations.own_names(shown, user)
    rows = [(home, names.get(home.pk, "")) for home in shown]
    context = {"rows": rows, "count": homes.count()}
    return Section("Managers missing", "dashboard/managers_missing.html", context)


def my_homes(user) -> Section:
    own = Home.objects.own(user).had_or_asked_for()
    homes = list(own.with_register()[:HOMES_SHOWN])
    names = locations.own_names(homes, user)
    count = own.count()
    rows = [(home, names.get(home.pk, "")) for home in homes]
    title = "My home" if count == 1 else "My homes"
    return Section(title, "dashboard/homes.html", {"rows": rows, "count": count, "more": count > len(rows)})


def have_your_say(user) -> Section:
    return Section("Have your say", "dashboard/say.html", {"calls": attention.open_for(user)})


def membership(user) -> Section:
    rows = [(row, status_of(row), _until(row)) for row in _mine(user)]
    invoices = Invoice.objects.visible_to(user).filter(paid_on=None)
    return Section("Membership and invoice", "dashboard/membership.html", {"rows": rows, "invoices": invoices})


def briefings(user) -> Section:
    """The newest briefings, or for a provider that is no member that they are for members."""
    newest = Edition.objects.for_members(user).of_kinds("briefing").newest_first().select_related("publication")
    context = {"briefings": newest[:BRIEFINGS_SHOWN], "member": belongs_to_member(user)}
    return Section("Briefings for members", "dashboard/briefings.html", context)


def ring_us(user) -> Section:
    return Section("Ring us", "dashboard/ring.html")


SECTIONS = [
    (P.HOME_VIEW, homes_by_duties),
    (P.HOME_VIEW, needs_you),
    (P.HOME_VIEW, falls_due),
    (P.HOME_VIEW, managers_missing),
    (P.HOME_VIEW, my_homes),
    (P.EVIDENCE_GIVE, have_your_say),
    (P.MEMBERSHIP_OWN, membership),
    (P.HOME_VIEW, briefings),
    (P.HOME_VIEW, ring_us),
]


def _mine(user):
    return with_membership(Provider.objects.filter(pk__in=providers_with(user, P.MEMBERSHIP_OWN)))


def _until(provider):
    return provider.term_ends_on and access_until(provider.term_ends_on)


def _notices(user) -> list[Need]:
    """Legal notices that fall due: two of them, or the most urgent and how many more there are."""
    due = notices_due(Home.objects.own(user).confirmed(), timezone.localdate())
    shown = due[:2] if len(due) == 2 else due[:1]
    names = locations.own_names([notice.home for notice in shown], user) if shown else {}
    needs = [_notice(notice, names.get(notice.home.pk, "")) for notice in shown]
    rest = due[len(shown) :]
    if not rest:
        return needs
    late = rest[0].due_status.state == DueState.OVERDUE
    return [*needs, Need(f"{len(rest)} more legal notices fall due", reverse("duties:duty_list"), late=late)]


def _notice(notice: DueNotice, name: str) -> Need:
    text = f"{notice.name}: {name or notice.home}, by {day(notice.due_status.due)}"
    address = f"{reverse(notice.page, args=[notice.home.pk])}#{notice.slug}"
    return Need(text, address, late=notice.due_status.state == DueState.OVERDUE)


def _homes(user) -> list[Need]:
    """Claims that were refused lately, and, for who may add homes, the first one."""
    homes, since = Home.objects.own(user), timezone.now() - REFUSED_LATELY
    refused = [
        Need(f"{home} was not confirmed: see why", reverse("homes:home_history", args=[home.pk]), late=True)
        for home in homes.refused_since(since).select_related("registration")[:MOST_NEEDS]
    ]
    if providers_with(user, P.HOME_CLAIM) and not homes.with_claims().exists():
        return [*refused, Need("Add your first home", reverse("homes:home_add"))]
    return refused


def _register(user) -> list[Need]:
    """What a new list says of the user's homes."""
    if not RegisterProposal.objects.visible_to(user).open().exists():
        return []
    return [Need("The public register says something new of your homes", reverse("homes:proposal_list"))]


def _memberships(user) -> list[Need]:
    address = reverse("members:membership_own")
    needs = []
    for provider in _mine(user):
        status = status_of(provider)
        if status == Status.OVERDUE:
            text = f"Renewal overdue: full access until {day(_until(provider))}"
            needs.append(Need(text, address, late=True))
        elif status == Status.CURRENT and provider.term_ends_on - timezone.localdate() <= ENDS_SOON:
            needs.append(Need(f"Your membership runs until {day(provider.term_ends_on)}", address))
    late = Invoice.objects.visible_to(user).filter(paid_on=None, due_on__lt=timezone.localdate())
    return needs + [Need(f"Invoice {invoice} was due on {day(invoice.due_on)}", address, late=True) for invoice in late]


def _calls(user) -> list[Need]:
    return [_answer(call) for call in attention.open_for(user) if call.progress != attention.AnswerProgress.SENT]


def _answer(call: attention.Call) -> Need:
    asks = call.consultation
    text = f"{asks.title} ({asks.minutes} minutes, by {day(asks.internal_deadline)})"
    return Need(text, reverse("policy:submission_edit", args=[asks.reference, call.provider.pk]))
