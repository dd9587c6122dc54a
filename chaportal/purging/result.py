"""What a search found, as it is kept for those who decide on it."""

import json
from dataclasses import asdict, dataclass, field

from chaportal.purging.files import FileFound
from chaportal.purging.finding import Place
from people.digest import digest_of
from people.models import Purge


@dataclass(frozen=True)
class Result:
    """Places in tables, files, and a sentence where there are too many places to be looked at one by one."""

    places: list[Place] = field(default_factory=list)
    files: list[FileFound] = field(default_factory=list)
    too_many: str = ""

    @classmethod
    def of(cls, purge: Purge) -> "Result":
        """What was found for a purge last; nothing while a worker looks."""
        stored = json.loads(purge.found or "{}")
        places = [Place(**place) for place in stored.get("places", [])]
        return cls(places, [FileFound(**file) for file in stored.get("files", [])], stored.get("too_many", ""))

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @property
    def digest(self) -> str:
        """What stands in the form of the second person, so that they confirm what they saw and nothing newer."""
        return digest_of(asdict(self))

    @property
    def references(self) -> set[str]:
        return {file.reference for file in self.files}
