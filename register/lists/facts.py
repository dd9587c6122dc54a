"""What one row of the register says, as frozen facts.

Words of code lists are members of their enum, or the words as printed where the list has none: all are strings.
"""

from dataclasses import dataclass
from datetime import date

from register.lists.codes import (
    CHILDRENS_HOMES,
    ON_REGISTER,
    EventType,
    OfstedRegion,
    ProvisionType,
    Region,
    Sector,
    Status,
)
from register.lists.grades import Grade, Scale, Theme


@dataclass(frozen=True, slots=True)
class PrintedJudgement:
    theme: Theme
    words: str
    scale: Scale
    grade: Grade


@dataclass(frozen=True, slots=True)
class PrintedInspection:
    """An inspection as a list prints it. Event numbers are not unique, and are sometimes blank."""

    event_type: EventType | str | None
    inspection_date: date | None
    publication_date: date | None
    event_number: str | None
    judgements: tuple[PrintedJudgement, ...] = ()

    def judgement(self, theme: Theme) -> PrintedJudgement | None:
        return next((judgement for judgement in self.judgements if judgement.theme is theme), None)


@dataclass(frozen=True, slots=True)
class Setting:
    """The printed name and address of a provider that is not a children's home; None where redacted or blank."""

    name: str | None
    address_1: str | None
    address_2: str | None
    town: str | None
    county: str | None
    postcode: str | None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One provider in one list.

    `region` is the Government Office Region. `inspection` is the latest full inspection (four rows of 2019 and one of
    2025 print a monitoring inspection there), `previous` the one before, which only the list of 2024 prints.
    Raises ValueError when a children's home, or a kind of provider not known here, is given a name and address.
    """

    urn: str
    provision_type: ProvisionType | str
    status: Status
    registration_date: date | None = None
    linked_school: str | None = None
    region: Region | str | None = None
    ofsted_region: OfstedRegion | str | None = None
    local_authority: str | None = None
    constituency: str | None = None
    sector: Sector | str | None = None
    places: int | None = None
    premises: int | None = None
    short_breaks: bool = False
    multi_building: bool = False
    owner: str | None = None
    setting: Setting | None = None
    inspection: PrintedInspection | None = None
    previous: PrintedInspection | None = None

    def __post_init__(self) -> None:
        if self.setting is not None and not may_be_named(self.provision_type):
            raise ValueError(f"The whereabouts of {self.urn} are private: a row of its kind has no name and address.")

    @property
    def is_childrens_home(self) -> bool:
        """Whether this is a children's home of any kind."""
        return self.provision_type in CHILDRENS_HOMES

    @property
    def on_register(self) -> bool:
        """Whether it is registered at the date of the list; a suspended provider is."""
        return self.status in ON_REGISTER


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One inspection in a list of those of a year: a provider stands there once for each."""

    urn: str
    provision_type: ProvisionType | str
    inspection: PrintedInspection


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A provider that joined or left the register within a year, or both, in the words of the list."""

    urn: str
    provision_type: ProvisionType | str
    joined: str | None
    joined_on: date | None
    left: str | None
    left_on: date | None
    reason: str | None
    status: Status | None
    region: Region | str | None
    local_authority: str | None
    sector: Sector | str | None
    places: int | None

    @property
    def events(self) -> tuple[tuple[date, str | None, str | None], ...]:
        """What happened, in its order: the day, and the words of the joiner's or of the leaver's column."""
        joined = [(self.joined_on, self.joined, None)] if self.joined_on else []
        left = [(self.left_on, None, self.left)] if self.left_on else []
        return (*joined, *left)


@dataclass(frozen=True, slots=True)
class PremisesRow:
    """One address of a provider of supported accommodation, known by its area only. A URN stands once for each."""

    urn: str
    category: str | None
    region: Region | str | None
    local_authority: str
    places: int | None


def may_be_named(provision_type: ProvisionType | str) -> bool:
    """Whether a name and address may be read: never for children's homes, nor for kinds not known here.

    No name or address of a children's home is filled from any file, even when a file prints it: docs/domain.md, “What
    of a home is public”.
    """
    return isinstance(provision_type, ProvisionType) and provision_type not in CHILDRENS_HOMES
