"""What a figure says today, in the shape in which any layer gives it to those above."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class FigureValue:
    """One figure as its source gives it now, with all that a reader needs to check it.

    `slug` names the figure for ever, `label` finds it in a list, `counts` says to readers what is counted. `value` is
    the number as it is printed, `method` one or more sentences. A suppressed value has neither value nor number nor
    base.
    """

    slug: str
    label: str
    counts: str
    source: str
    source_url: str
    as_at: date
    method: str
    value: str = ""
    number: Decimal | None = None
    base: int | None = None
    rounding: str = "Not rounded"
    is_suppressed: bool = False
