"""Which providers a list prints: every one, or only those that had been inspected.

Ofsted's lists of 2015 to 2020, 2023 and 2024 leave out who waits for a first inspection, and say so nowhere.
"""

from register.lists import PublishedMeasure
from register.measures import measures_of
from register.models import RegisterFile
from register.series import published_beside

# In a list of every provider about one home in ten waits for its first inspection.
FEWEST_WAITING = 2  # percent
MOST_MISSING = 0.02  # of the homes that the regulator published for that day


def proposed_coverage(file: RegisterFile) -> str:
    """What a list most likely prints, for a person to confirm."""
    measures, published = measures_of(file), published_beside(file).get(PublishedMeasure.HOMES)
    waiting = measures.blank("inspection")
    is_short = bool(published) and 0 < measures.homes < published * (1 - MOST_MISSING)
    if is_short or (waiting is not None and waiting < FEWEST_WAITING):
        return RegisterFile.Coverage.INSPECTED
    return RegisterFile.Coverage.ALL
