"""How far a bulletin has come, in the words of the screen."""

from dataclasses import dataclass

from django.db.models import Count, Q

from bulletins.models import Bulletin, Delivery

UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Line:
    """So many rows of which this is true. `outcome` is its name in an address."""

    outcome: str
    label: str
    rows: int


def lines(bulletin: Bulletin) -> list[Line]:
    """One line for each state that has rows, then one for the rows in doubt, which are among them: one query."""
    states = {state.name.lower(): Count("pk", filter=Q(state=state)) for state in Delivery.State}
    counts = bulletin.deliveries.aggregate(**states, **{UNCERTAIN: Count("uncertain_at")})
    labels = {state.name.lower(): state.label for state in Delivery.State} | {UNCERTAIN: "May have had two copies"}
    return [Line(name, labels[name], rows) for name, rows in counts.items() if rows]


def settled(lines: list[Line]) -> int:
    """How many rows have their final state. Those in doubt have a state too, and are not counted twice."""
    return sum(line.rows for line in lines if line.outcome not in {"pending", "retry", UNCERTAIN})


def narrowed(deliveries, outcome: str):
    """The rows of one outcome, in order of sending; all rows for a name that is none."""
    deliveries = deliveries.order_by("seq")
    if outcome == UNCERTAIN:
        return deliveries.uncertain()
    states = {state.name.lower(): state for state in Delivery.State}
    return deliveries.filter(state=states[outcome]) if outcome in states else deliveries
