"""When the cast's homes did what the law asks of them: mostly in time, some late, some not known yet."""

from datetime import date, timedelta
from random import Random

from django.utils import timezone

from chaportal.demo.cast import PLAYED
from chaportal.demo.people import Loaded
from duties import actions
from duties.law import VISITS, Every, EveryWeeks, Recurrence, Subject, months_after
from duties.models import DutyDone, VisitAction
from duties.overview import Item, Row, duties_overview
from homes.models import Home
from people.models import User

OWN = [
    ("Fire drill", {"every_months": 6}),
    ("Fire alarm test", {"every_weeks": 1}),
    ("Gas safety record", {"while_valid": True}),
]
VALID = 365  # days
TIMES = 4
USUAL_DAYS = {Subject.VISIT: 30, Subject.QUALITY: 175, Subject.LOCATION: 360, Subject.PURPOSE: 350}
INDEPENDENT = ["Gwyneth Parfitt", "Samuel Otieno", "Hilary Boothroyd"]
RAISED = [
    ("Mend the fire door on the first floor", "Priya Nair"),
    ("Bring the medication audit up to date", "Tom Ashworth"),
    ("Book the training in safer recruitment for two new staff", "Ffion ap Rhys"),
    ("Paint the hall and the stairs", "Marek Nowak"),
    ("Put the revised complaints leaflet on the board", "Ruth Entwistle"),
]
NOTES = ["", "", "", "Anwen Prys-Davies", "Report sent the next day", "Unannounced"]


def load(cast: Loaded) -> None:
    chance, today = Random(9), timezone.localdate()  # noqa: S311 - the same demo every time
    for place in PLAYED:
        owner = cast.owner(place)
        for name, recurrence in OWN[: place + 2]:
            actions.add_duty(provider=owner.roles.get().provider, home=None, name=name, by=owner, **recurrence)
        rows = duties_overview(Home.objects.own(owner).confirmed(), today)
        items = [item for row in rows for item in row.items]
        DutyDone.objects.bulk_create(done for item in items for done in _done(item, owner, today, chance))
        _once(rows[0].home, owner, today)
        _insured(rows[0].home, owner, today)
        if place == 1:
            _exceptions(rows, owner, today)
        visited = [row.home for row in rows if any(item.rule_key in VISITS for item in row.items)]
        _plans(visited, owner, today, chance)
        _raised(owner, today, chance)


def _plans(homes: list[Home], owner: User, today: date, chance: Random) -> None:
    """Who visits this month and in the next two: the last homes of the third month are not planned yet."""
    first = today.replace(day=1)
    for number, month in enumerate(months_after(first, ahead) for ahead in range(3)):
        planned = homes[: len(homes) - 6 * (number // 2)]
        visitors = [INDEPENDENT[place % len(INDEPENDENT)] for place in range(len(planned))]
        plans = {
            home.pk: (month + timedelta(days=chance.randint(2, 26)), visitor)
            for home, visitor in zip(planned, visitors, strict=True)
        }
        actions.plan_visits(plans=plans, month=month, today=first, by=owner)


def _once(home: Home, owner: User, today: date) -> None:
    """What has to be done in a home once: one thing is still to do, and one was done."""
    about = {"provider": home.provider, "home": home, "by": owner}
    actions.add_duty(name="New lock for the garden gate", once_by=today + timedelta(days=9), **about)
    done = actions.add_duty(name="Replace the hall carpet", once_by=today + timedelta(days=20), **about)
    actions.mark_done(home=home, slug=f"own-{done.pk}", done_on=today, today=today, by=owner, note="Invented Floors")


def _insured(home: Home, owner: User, today: date) -> None:
    """An insurance that runs out soon, as its home entered it."""
    duty = actions.add_duty(
        provider=home.provider, home=home, name="Public liability insurance", while_valid=True, by=owner
    )
    about = {"slug": f"own-{duty.pk}", "today": today, "note": "Invented Mutual", "by": owner}
    begins = today - timedelta(days=340)
    done, _ = actions.mark_done(home=home, done_on=begins, expires_on=begins + timedelta(days=VALID), **about)
    policy = f"Policy,Insurer,Valid until\nINV-0001,Invented Mutual,{done.expires_on}\n".encode()
    actions.add_evidence(done=done, raw=policy, names_no_child=True, by=owner)


def _raised(owner: User, today: date, chance: Random) -> None:
    """What the last visits asked for: some of it done, some overdue."""
    visits = DutyDone.objects.editable_by(owner).filter(rule__in=VISITS, done_on__gte=today - timedelta(days=60))
    for number, visit in enumerate(visits.select_related("home")[: 2 * len(RAISED)]):
        what, responsible = RAISED[number % len(RAISED)]
        due_on = visit.done_on + timedelta(days=chance.choice([7, 14, 28, 56]))
        action = VisitAction(visit=visit, what=what, responsible=responsible, due_on=due_on)
        actions.save_action(action=action, by=owner)
        if number % 3 == 0:
            actions.tick_action(action=action, today=min(due_on, today), by=owner)


def _exceptions(rows: list[Row], owner: User, today: date) -> None:
    """A duty that does not apply, a manager who is away, a change of which Ofsted must be told."""
    off, home = rows[-1].items[-1], rows[0].home
    actions.switch_off(home=off.home, slug=off.slug, reason="No gas in this house", today=today, by=owner)
    away = {"starts_on": today - timedelta(days=6), "expected_back": today + timedelta(days=60), "foreseen": False}
    actions.begin_absence(home=home, by=owner, **away)
    actions.add_change(home=home, kind="premises", happens_on=today - timedelta(days=3), note="A new wing", by=owner)


def _done(item: Item, owner: User, today: date, chance: Random) -> list[DutyDone]:
    """The last times, back from one that was mostly in time."""
    if chance.random() < 0.07:
        return []
    usual = (item.rule and USUAL_DAYS.get(item.rule.subject)) or _days(item.recurrence)
    last = today - timedelta(days=chance.randint(1, usual) + (40 if chance.random() < 0.06 else 0))
    days = [last - timedelta(days=usual * number) for number in range(TIMES)]
    about = {"home": item.home, "rule": item.rule_key, "own": item.own, "by": owner}
    return [
        DutyDone(
            done_on=day,
            expires_on=day + timedelta(days=VALID) if item.asks_expiry else None,
            note=chance.choice(NOTES),
            **_report(item, day, today, chance),
            **about,
        )
        for day in days
    ]


def _report(item: Item, done_on: date, today: date, chance: Random) -> dict:
    """Of what asks for a report: sent in time for the most, and of the last days still to be sent."""
    if item.rule is None or item.rule.report is None:
        return {}
    written = done_on + timedelta(days=chance.randint(2, 10))
    sent = written + timedelta(days=chance.randint(1, 14) + (20 if chance.random() < 0.05 else 0))
    return {
        "report_asked": True,
        "reported_on": written if written <= today else None,
        "sent_on": sent if sent <= today else None,
    }


def _days(recurrence: Recurrence) -> int:
    if isinstance(recurrence, EveryWeeks):
        return recurrence.weeks * 7
    return recurrence.months * 30 if isinstance(recurrence, Every) else 360
