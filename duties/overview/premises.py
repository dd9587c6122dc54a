"""What is asked of each of the premises of a registration, with the day by which it is due."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from duties.law import DueStatus, Life, Rule, due_status_of
from duties.models import HomePremises, PremisesAssessment
from homes.models import Home


@dataclass(frozen=True)
class DuePremises:
    """A rule of one of the premises of a home, by the key of its row. Its number names it; its label is private."""

    home: Home
    key: int
    number: int
    rule: Rule
    noted_on: date
    due_status: DueStatus

    page = "duties:home_duties"
    own = None

    @property
    def name(self) -> str:
        return f"{self.rule.name}, premises {self.number}"

    @property
    def rule_key(self) -> str:
        return self.rule.key

    @property
    def slug(self) -> str:
        return f"premises-{self.key}"

    @property
    def soon(self) -> int:
        return self.rule.soon

    @property
    def source(self) -> str:
        return self.rule.source

    @property
    def sentence(self) -> str:
        return self.rule.recurrence.sentence


def with_premises(homes: QuerySet[Home]) -> QuerySet[Home]:
    """Homes with their premises in use and the last assessment of each, in the homes' one query."""
    assessed = PremisesAssessment.objects.filter(premises=OuterRef("pk")).order_by().values("premises")
    last = Subquery(assessed.annotate(last=Max("assessed_on")).values("last"))
    used = HomePremises.objects.filter(home=OuterRef("pk"), ended_on=None).order_by("number").annotate(last=last)
    row = JSONObject(key="pk", number="number", used_from="used_from", last="last")
    return homes.annotate(premises_in_use=ArraySubquery(used.values(json=row)))


def premises_due(home: Home, rule: Rule, life: Life, since: date, today: date) -> tuple[DuePremises, ...]:
    """Each of the premises in use, by number; from `with_premises` only. Of before `since` nothing is known."""
    return tuple(_due(home, row, rule, life, since, today) for row in home.premises_in_use)


def _due(home: Home, row: dict, rule: Rule, life: Life, since: date, today: date) -> DuePremises:
    used_from = date.fromisoformat(row["used_from"])
    done = [date.fromisoformat(row["last"])] if row["last"] else []
    asked = {"today": today, "soon": rule.soon, "life": life, "in_force": rule.in_force}
    first = rule.recurrence.first(max(used_from, rule.in_force), max(since, used_from))
    due_status = due_status_of(rule.recurrence, done, **asked, first=first)
    return DuePremises(home, row["key"], row["number"], rule, used_from, due_status)
