"""The duties of one home: where each stands and comes from, and marking it done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from duties import actions
from duties.forms import DoneForm, NewVisitActionForm, OffForm, PremisesForm
from duties.law import VISITS, DueState, DueStatus, worst
from duties.models import DutyDone, EvidenceFile, HomePremises
from duties.overview import (
    Chain,
    DueAction,
    Item,
    actions_of_visits,
    chains_of,
    duties_overview,
    items_of,
    notices_falling_due,
    with_raised,
)
from duties.visits import Plan, with_next_visit
from homes import locations
from homes.models import Home
from people.access import Permission, can, requires
from people.models import User
from webforms.refusals import form_page, refusals_on, refusals_shown

RESTS = (DueState.IN_ORDER, DueState.NOT_APPLICABLE)
DAYS_SHOWN = 26  # of each duty, the newest: half a year of weeks


@dataclass(frozen=True)
class Card:
    """A duty with the days on which it was done, and its forms: one of them may come back with errors."""

    item: Item
    done: list[DutyDone]
    chains: list[Chain]
    premises: list[tuple]
    planned: Plan | None  # of a visit: the next one that is planned
    done_form: DoneForm
    off_form: OffForm


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def home_duties(request, pk):
    """Each duty of a home, the most urgent first; of one that ended, as they stood on its last day, to be read."""
    home = get_object_or_404(Home.objects.own(request.user).had().select_related("registration", "provider"), pk=pk)
    return duties_page(request, home)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def duty_done(request, pk, slug):
    """Mark a duty done: today with one tap, or on another day by the form."""
    home, item = _editable(request, pk, slug)
    today = timezone.localdate()
    form = _done_form(item, request.POST if "done_on" in request.POST else {"done_on": str(today)})
    if form.is_valid():
        with refusals_on(form):
            done, is_new = actions.mark_done(home=home, slug=slug, today=today, by=request.user, **form.cleaned_data)
            if not is_new:
                messages.info(request, f"{item.name}: that day was kept already.")
            return redirect(f"{_address(home)}?marked={done.pk}")
    return duties_page(request, home, form, item)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def duty_undo(request, pk):
    """Take back that a duty was done on a day."""
    done = get_object_or_404(DutyDone.objects.editable_by(request.user).select_related("home__registration"), pk=pk)
    with refusals_shown(request):
        actions.undo(done=done, by=request.user)
        messages.success(request, "Taken back.")
    return redirect(_address(done.home))


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def duty_off(request, pk, slug):
    """Say that a duty does not apply to a home."""
    home, item = _editable(request, pk, slug)
    form = OffForm(request.POST, auto_id=_ids(item))
    if not form.is_valid():
        return duties_page(request, home, form, item)
    actions.switch_off(home=home, slug=slug, today=timezone.localdate(), by=request.user, **form.cleaned_data)
    messages.success(request, f"{item.name} is switched off for {home}.")
    return redirect(_address(home))


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def duty_on(request, pk, slug):
    """Let a duty apply to a home again."""
    home, item = _editable(request, pk, slug)
    actions.switch_on(home=home, slug=slug, today=timezone.localdate(), by=request.user)
    messages.success(request, f"{item.name} applies to {home} again.")
    return redirect(_address(home))


def _editable(request, pk, slug) -> tuple[Home, Item]:
    homes = Home.objects.editable_by(request.user).select_related("registration", "provider")
    home = get_object_or_404(homes, pk=pk)
    item = items_of(home, timezone.localdate()).get(slug)
    if item is None:
        raise Http404
    return home, item


def duties_page(
    request, home: Home, refused=None, of: Item | None = None, *, day_form=None, premises_form=None, action_form=None
):
    """The home's duties; with a form that was refused, what was typed and what is wrong."""
    today = home.last_day or timezone.localdate()
    [own] = duties_overview(with_next_visit(Home.objects.own(request.user).filter(pk=home.pk), today), today)
    done = defaultdict(list)
    rows = list(with_raised(DutyDone.objects.visible_to(request.user).filter(home=home)).select_related("by"))
    files = EvidenceFile.objects.visible_to(request.user).listed()
    prefetch_related_objects([row for row in rows if row.own_id], Prefetch("files", files))
    visits = [row for row in rows if row.rule in VISITS]
    for row in rows:
        done[row.rule, row.own_id].append(row)
    raised = actions_of_visits(home, visits, today)
    to_do = [action for action in raised if not action.done_on]
    items = sorted(own.items, key=lambda item: _worst(item, to_do).urgency)
    cards = [
        _card(item, done[item.rule_key, item.own and item.own.pk], today, request.user, refused, of) for item in items
    ]
    over = _over(cards, of)
    shown = [card for card in cards if card not in over]
    form = refused or day_form or premises_form or action_form
    context = {
        "home": home,
        "name": locations.own_names([home], request.user).get(home.pk, ""),
        "cards": shown,
        "folded": [] if form or "new" in request.GET else _folded(shown, to_do),
        "over": over,
        "marked": next((row for row in rows if str(row.pk) == request.GET.get("marked")), None),
        "editable": home.last_day is None and can(request.user, Permission.HOME_EDIT, home.provider),
        "notices": [(notice, "") for notice in notices_falling_due([own])] if home.last_day is None else [],
        "raised": raised and {"to_do": to_do, "done": [action for action in raised if action.done_on]},
        "action_form": action_form or (visits and NewVisitActionForm(visits=visits, auto_id="action_%s")),
        "form": form,
        "premises_form": premises_form or PremisesForm(auto_id="premises_%s"),
        "day_form": day_form,
        "today": today,
        "days_shown": DAYS_SHOWN,
    }
    return form_page(request, "duties/home_duties.html", context)


def _worst(item: Item, to_do: list[DueAction]) -> DueStatus:
    """The most urgent of a duty, and of the actions where it is the visit at which they were raised."""
    of_visits = to_do if item.rule_key in VISITS else []
    return worst([item.worst, *(action.due_status for action in of_visits)])


def _over(cards: list[Card], of: Item | None) -> list[Card]:
    """What was done once; not where a form of it was refused, whose card says why."""
    return [card for card in cards if card.item.due_status.is_over and not (of and of.slug == card.item.slug)]


def _folded(cards: list[Card], to_do: list[DueAction]) -> list[str]:
    """The slugs of duties that ask for nothing now; where all of them rest, the next one is unfolded."""
    rest = [
        card.item.slug
        for card in cards
        if card.item.worst.state in RESTS and not (to_do and card.item.rule_key in VISITS)
    ]
    return rest[1:] if len(rest) == len(cards) else rest


def _card(item: Item, done: list[DutyDone], today: date, user: User, refused, of: Item | None) -> Card:
    back = refused if of and of.slug == item.slug else None
    done_form = back if isinstance(back, DoneForm) else _done_form(item)
    off_form = back if isinstance(back, OffForm) else OffForm(auto_id=_ids(item))
    chains, planned = [] if item.off else chains_of(done, today), _planned(item, today)
    return Card(item, done, chains, _premises(item, user), planned, done_form, off_form)


def _planned(item: Item, today: date) -> Plan | None:
    row = item.home.next_visit if item.rule_key in VISITS and not item.off else None
    return Plan.of(row, today) if row else None


def _done_form(item: Item, typed=None) -> DoneForm:
    return DoneForm(typed, asks_expiry=item.asks_expiry, auto_id=_ids(item))


def _premises(item: Item, user: User) -> list[tuple]:
    """What is due of each of the premises, with its private label and its last assessment."""
    if not item.premises:
        return []
    rows = HomePremises.objects.visible_to(user).filter(home=item.home).prefetch_related("assessments").in_bulk()
    return [(due, rows[due.key], next(iter(rows[due.key].assessments.all()), None)) for due in item.premises]


def _ids(item: Item) -> str:
    return f"id_{item.slug}_%s"


def _address(home: Home) -> str:
    return reverse("duties:home_duties", args=[home.pk])
