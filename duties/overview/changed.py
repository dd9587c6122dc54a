"""When what is said of a duty changed last, by the history of the rows that it rests on: deleted ones count too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from duties.models import ChangeToNotify, Duty, DutyDone, ManagerAbsence, PremisesAssessment, VisitAction
from duties.overview.items import Due
from duties.overview.notices import DueNotice
from duties.overview.premises import DuePremises
from duties.overview.raised import DueAction
from history import last_changes
from homes.models import Home


@dataclass(frozen=True)
class Changes:
    """The last change (UTC) of each row or group of rows, by what names it."""

    homes: dict[tuple, datetime]
    recurrences: dict[tuple, datetime]
    own: dict[tuple, datetime]
    done: dict[tuple, datetime]
    notices: dict[str, dict[tuple, datetime]]
    premises: dict[tuple, datetime]
    actions: dict[tuple, datetime]

    def last(self, item: Due) -> datetime:
        """The last change of the home, its duty, absence or change, or the days on which the duty was done."""
        home = item.home
        known = [home.claimed_at, self.homes.get((home.pk,))]
        if isinstance(item, DueNotice):
            known.append(self.notices[item.of].get((item.key,)))
        elif isinstance(item, DuePremises):
            known.append(self.premises.get((item.key,)))
        elif isinstance(item, DueAction):
            known.append(self.actions.get((item.key,)))
        else:
            known.append(self.done.get((home.pk, item.rule_key, item.own and item.own.pk)))
            known.append(self.recurrences.get((home.provider_id, item.rule_key)))
            known.append(item.own and self.own.get((item.own.pk,)))
        return max(instant for instant in known if instant)


def changes_of(items: Iterable[Due]) -> Changes:
    """The changes of what these rest on: eight queries for any number."""
    homes = {item.home.pk: item.home.provider_id for item in items}
    duties = Duty.pgh_event_model.objects.filter(provider__in=set(homes.values()))
    return Changes(
        homes=last_changes(Home.pgh_event_model.objects.filter(pgh_obj__in=homes), "pgh_obj"),
        recurrences=last_changes(duties.exclude(rule=""), "provider", "rule"),
        own=last_changes(duties.filter(rule=""), "pgh_obj"),
        done=last_changes(DutyDone.pgh_event_model.objects.filter(home__in=homes), "home", "rule", "own"),
        premises=last_changes(PremisesAssessment.pgh_event_model.objects.filter(premises__home__in=homes), "premises"),
        actions=last_changes(VisitAction.pgh_event_model.objects.filter(pgh_obj__visit__home__in=homes), "pgh_obj"),
        notices={"absence": _of_rows(ManagerAbsence, homes), "change": _of_rows(ChangeToNotify, homes)},
    )


def _of_rows(model, homes: Iterable[int]) -> dict[tuple, datetime]:
    return last_changes(model.pgh_event_model.objects.filter(home__in=homes), "pgh_obj")
