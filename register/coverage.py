"""Which providers a list prints: every one, or only those that had been inspected.

Ofsted's lists of 2015 to 2020, 2023 and 2024 leave out who waits for a first inspection, and say so nowhere.
"""

from register.measures import measures_of
from register.models import RegisterFile

# In a list of every provider about one home in ten waits for its first inspection.
FEWEST_WAITING = 2  # percent


def proposed_coverage(file: RegisterFile) -> str:
    """What a list most likely prints, for a person to confirm."""
    waiting = measures_of(file).blank("inspection")
    if waiting is not None and waiting < FEWEST_WAITING:
        return RegisterFile.Coverage.INSPECTED
    return RegisterFile.Coverage.ALL
