from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from duties.law import NOT_APPLICABLE, DueStatus, Life, Recurrence, Rule, WhileValid, due_status_of, soon_for, worst
from duties.models import Duty, DutySharing
from duties.overview.items import Due, Item, Row
from duties.overview.kinds import rules_of
from duties.overview.notices import notices_of_home
from duties.overview.premises import DuePremises, premises_due
from duties.overview.raised import actions_of_home
from duties.overview.registered import life_of, since, with_duties
from duties.overview.reports import reports_of_home
from homes.models import Home
from people.access import Permission, can
from people.models import User


def duties_overview(homes: QuerySet[Home], today: date) -> list[Row]:
    """Each home with where its duties stand, the worst first: two queries for any number.

    Whoever gets the answer may know the duties of these homes: give homes by `own`, `editable_by` or `shared_with`.
    """
    return overview_of(list(with_duties(homes)), today)


def overview_of(homes: list[Home], today: date) -> list[Row]:
    """The same of homes that were loaded `with_duties`: one query."""
    duties = _by_provider(homes)
    rows = [_row(home, duties[home.provider_id], today) for home in homes]
    return sorted(rows, key=lambda row: (row.worst.urgency, str(row.home), row.home.pk))


def visits_due(homes: list[Home], today: date) -> list[Item]:
    """Of homes `with_last_days` the visit alone, where one is asked: one query."""
    duties = _by_provider(homes)
    asked = [(home, [rule for rule in rules_of(home) if rule.is_visit]) for home in homes]
    visits = [_of_law(_Known(home, today), rules, duties[home.provider_id]) for home, rules in asked]
    return [item for items in visits for item in items if not item.off]


def items_for(user: User, today: date) -> list[Due]:
    """All that is due in the homes that a person may see at this moment; none once their account is closed."""
    homes = Home.objects.own(user).confirmed() if user.is_active else Home.objects.none()
    return [due for row in duties_overview(homes, today) for due in row.all_due]


def row_of(home: Home, today: date) -> Row:
    """One home with its duties and notices."""
    [row] = duties_overview(Home.objects.filter(pk=home.pk), today)
    return row


def items_of(home: Home, today: date) -> dict[str, Item]:
    """The duties of one home by their slugs."""
    return {item.slug: item for item in row_of(home, today).items}


def shared_with(user: User, today: date) -> QuerySet[Home]:
    """The confirmed homes whose duties an owner lets the association see today, for those of its people who may."""
    if not can(user, Permission.DUTY_VIEW_SHARED):
        return Home.objects.none()
    return Home.objects.confirmed().filter(provider__in=DutySharing.objects.current(today).values("provider"))


def _by_provider(homes: Iterable[Home]) -> dict[int, list[Duty]]:
    found = defaultdict(list)
    for duty in Duty.objects.current().filter(provider__in={home.provider_id for home in homes}):
        found[duty.provider_id].append(duty)
    return found


def _row(home: Home, duties: list[Duty], today: date) -> Row:
    return Row(home, _items(home, duties, today), notices_of_home(home, today), actions_of_home(home, today))


def _items(home: Home, duties: list[Duty], today: date) -> list[Item]:
    known = _Known.whole(home, today)
    own = [duty for duty in duties if not duty.rule and _asked_of(home, duty)]
    asked = [rule for rule in rules_of(home) if home.stands_for_provider or not rule.once_a_provider]
    return _of_law(known, asked, duties) + [known.of_their_own(duty) for duty in own]


def _of_law(known: "_Known", rules: list[Rule], duties: list[Duty]) -> list[Item]:
    recurrences = {duty.rule: duty for duty in duties if duty.rule}
    return [known.of_law(rule, recurrences.get(rule.key) if rule.unconfirmed else None) for rule in rules]


def _asked_of(home: Home, duty: Duty) -> bool:
    """Of the home or of all; what was to be done once by a day is not asked of homes that came after it."""
    came_after = duty.once_by is not None and duty.once_by < since(home)
    return duty.home_id == home.pk or (duty.home_id is None and not came_after)


class _Known:
    """What one home's annotations say of each duty, from `with_last_days`."""

    def __init__(self, home: Home, today: date):
        self.home, self.today, self.life, self.since = home, today, life_of(home), since(home)
        self.until, self.reports = {}, []
        self.last = {(row["rule"], row["own"]): date.fromisoformat(row["last"]) for row in home.last_done}
        self.off = {(row["rule"], row["own"]): row["reason"] for row in home.are_off}

    @classmethod
    def whole(cls, home: Home, today: date) -> "_Known":
        """From `with_duties`: with what is valid, and what was done for all homes of the provider."""
        known = cls(home, today)
        known.until = {row["own"]: date.fromisoformat(row["until"]) for row in home.valid_until}  # the newest one's
        known.last |= {(row["rule"], None): date.fromisoformat(row["last"]) for row in home.last_by_provider}
        known.reports = reports_of_home(home, today)
        return known

    def of_law(self, rule: Rule, own_recurrence: Duty | None) -> Item:
        key, recurrence = (rule.key, None), own_recurrence.recurrence if own_recurrence else rule.recurrence
        first = self._first(rule, own_recurrence, recurrence)
        life = Life(closed=self.life.closed) if rule.once_a_provider else self.life  # older homes count too
        asked = {"soon": rule.soon, "in_force": rule.in_force, "first": first, "life": life}
        due_status = self._due_status(key, recurrence, **asked)
        off = self.off.get(key, "")
        reports = () if off else tuple(report for report in self.reports if report.rule == rule)
        premises = () if off or not rule.by_premises else self._premises(rule)
        if premises:
            due_status = worst(each.due_status for each in premises)
        about = {"premises": premises, "life": life, "soon": rule.soon, "off": off, "first": first, "reports": reports}
        return Item(self.home, rule, None, own_recurrence, recurrence, due_status, **about)

    def _premises(self, rule: Rule) -> tuple[DuePremises, ...]:
        return premises_due(self.home, rule, self.life, self.since, self.today)

    def of_their_own(self, duty: Duty) -> Item:
        key, recurrence = ("", duty.pk), self._recurrence(duty)
        first = recurrence.first(None, self.since)  # from the registration follows only what the law asks
        about = {"soon": soon_for(recurrence), "life": self.life, "first": first}
        due_status = self._due_status(key, recurrence, **about)
        return Item(self.home, None, duty, None, recurrence, due_status, **about, off=self.off.get(key, ""))

    def _recurrence(self, duty: Duty) -> Recurrence:
        until = self.until.get(duty.pk)
        return WhileValid(((self.last["", duty.pk], until),)) if until else duty.recurrence

    def _first(self, rule: Rule, own_recurrence: Duty | None, recurrence: Recurrence) -> date | None:
        """Where the law gives it, or the provider has set its own: from what is only our default nothing follows."""
        if rule.unconfirmed and not own_recurrence:
            return None
        opened = self.life.opened and max(self.life.opened, rule.in_force)
        return recurrence.first(opened, self.since)

    def _due_status(self, key, recurrence: Recurrence, **about) -> DueStatus:
        if key in self.off:
            return NOT_APPLICABLE
        done = [self.last[key]] if key in self.last else []
        return due_status_of(recurrence, done, today=self.today, **about)
