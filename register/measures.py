"""What is counted of a file to hold it against another."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from figures.percent import percent
from register.figures import figures_of
from register.lists.grades import Grade
from register.models import Judgement, RegisterFile

BLANKS = {
    "places": "places",
    "local_authority": "a local authority",
    "region": "a region",
    "sector": "a sector",
    "owner": "an owner",
    "registered_on": "a date of registration",
    "inspection": "an inspection",
}


@dataclass(frozen=True)
class Measures:
    """Counts of a file: rows of all its lists, and of its list of providers what is on the register."""

    rows: int
    unreadable: int
    in_new_words: int  # judgements of which nobody says yet what they mean
    providers: int
    homes: int
    places: int
    owners: int
    local_authorities: int
    blanks: Mapping[str, int]
    grades: Mapping[str, int]

    def blank(self, field: str) -> int | None:
        """The share of homes for which a field is blank, in percent."""
        return percent(self.blanks[field], self.homes)

    def graded(self, grade: str) -> int | None:
        """The share of graded homes that have a grade, in percent."""
        return percent(self.grades.get(grade, 0), sum(self.grades.values()))


def measures_of(file: RegisterFile) -> Measures:
    """Three queries."""
    figures = figures_of(file)
    counted = file.entries.childrens_homes().aggregate(
        owners=Count("owner_key", distinct=True, filter=~Q(owner_key="")),
        local_authorities=Count("local_authority", distinct=True, filter=~Q(local_authority="")),
        **{f"{field}_blank": Count("pk", filter=_blank(field)) for field in BLANKS},
    )
    return Measures(
        rows=file.rows_read,
        unreadable=len(file.unreadable_rows),
        in_new_words=Judgement.objects.filter(inspection__file=file, grade=Grade.UNKNOWN).count(),
        providers=figures.providers,
        homes=figures.homes,
        places=figures.places,
        owners=counted["owners"],
        local_authorities=counted["local_authorities"],
        blanks={field: counted[f"{field}_blank"] for field in BLANKS},
        grades=figures.grades,
    )


def _blank(field: str) -> Q:
    return Q(**{field: None}) if field in ("places", "registered_on", "inspection") else Q(**{field: ""})
