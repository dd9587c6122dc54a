"""What the desk works on, by how far it is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policy.cycle.milestones import Milestone, milestones
from policy.models import Consultation
from policy.stages import Stage


@dataclass(frozen=True)
class Card:
    """A consultation under its stage, with what falls due next, late things first."""

    consultation: Consultation
    milestones: list[Milestone]

    @property
    def next(self) -> list[Milestone]:
        """All that is late, or else what comes first."""
        return [each for each in self.milestones if each.is_late] or self.milestones[:1]


def by_stage(consultations: Iterable[Consultation]) -> list[tuple[Stage, list[Card]]]:
    """Each stage that one of them is at, with its cards: what falls due first stands first, what has no day last.

    Of consultations from `followed` and all that `milestones` needs.
    """
    found = defaultdict(list)
    for card in sorted((Card(each, milestones([each])) for each in consultations), key=_when):
        found[card.consultation.stage].append(card)
    return [(stage, found[stage]) for stage in Stage if stage in found]


def _when(card: Card) -> tuple[date, int]:
    return min((each.on for each in card.milestones), default=date.max), card.consultation.pk
