"""Of what each law asks a home to tell its regulator: docs/domain.md, “Notices”.

Of an event about a child the portal keeps the day on which it was told, and nothing else.
"""

from dataclasses import dataclass, field

from duties.law import absence, changes
from duties.law.changes import NotifiableChange
from duties.law.rule import HomeKind, Nation

ENGLAND = "Children’s Homes (England) Regulations 2015 (SI 2015/541)"
SUPPORTED = "Supported Accommodation (England) Regulations 2023 (SI 2023/416)"
WALES = "Regulated Services (Service Providers and Responsible Individuals) (Wales) Regulations 2017 (WSI 2017/1264)"


@dataclass(frozen=True)
class Place:
    """Where it stands in a law: the number, its heading, and the page."""

    number: str
    heading: str
    link: str


@dataclass(frozen=True)
class NotifiableEvent:
    """A kind of event of which others are told; `to` names them. Only the day of the notification is ever kept."""

    key: str
    words: str
    to: str
    by: str
    place: Place


@dataclass(frozen=True)
class NoticeLaw:
    """What one law asks. `absence` is None where we have not read by when; `on_leaving` is by the kind of post."""

    regulator: str
    law: str
    absence: Place | None
    change: Place
    when: str
    changes: list[NotifiableChange]
    events: list[NotifiableEvent]
    on_leaving: dict[str, str] = field(default_factory=dict)


def _england(number: int, heading: str) -> Place:
    return Place(f"Regulation {number}", heading, f"https://www.legislation.gov.uk/uksi/2015/541/regulation/{number}")


def _supported(number: int, heading: str) -> Place:
    return Place(f"Regulation {number}", heading, f"https://www.legislation.gov.uk/uksi/2023/416/regulation/{number}")


SERIOUS, ADMISSION = "A serious event", "An admission or a discharge"
AT_ONCE, UNCONFIRMED = "without delay", "without delay, which we have not confirmed"
HOMES = NoticeLaw(
    regulator="Ofsted",
    law=ENGLAND,
    absence=Place("Regulation 48", "Notice of absence", absence.LINK),
    change=Place("Regulation 49", "Notice of changes", changes.LINK),
    when=changes.WHEN,
    changes=changes.CHANGES,
    events=[
        NotifiableEvent(
            "england-40",
            SERIOUS,
            "Ofsted, the placing authority and others",
            AT_ONCE,
            _england(40, "Notification of a serious event"),
        ),
        NotifiableEvent(
            "england-41",
            ADMISSION,
            "the local authority of the area, unless it places the child",
            AT_ONCE,
            _england(41, "Notification with respect to children admitted into, or discharged from, the home"),
        ),
    ],
    on_leaving={"manager": "manager_stops", "responsible": "responsible_individual"},
)
SUPPORTED_HOMES = NoticeLaw(
    regulator="Ofsted",
    law=SUPPORTED,
    absence=None,
    change=_supported(34, "Notification of other changes"),
    when=changes.SUPPORTED_WHEN,
    changes=changes.SUPPORTED_CHANGES,
    events=[
        NotifiableEvent(
            "supported-27", SERIOUS, "Ofsted and others", UNCONFIRMED, _supported(27, "Notification of a serious event")
        ),
        NotifiableEvent(
            "supported-28",
            ADMISSION,
            "the local authority of the area",
            UNCONFIRMED,
            _supported(
                28, "Notification with respect to children admitted into, or discharged from, supported accommodation"
            ),
        ),
    ],
    on_leaving={"manager": "supported_manager_stops", "responsible": "supported_nominated"},
)
REGULATION_60 = Place(
    "Regulation 60 and Schedule 3", "Notifications", "https://www.legislation.gov.uk/wsi/2017/1264/schedule/3"
)
WELSH_HOMES = NoticeLaw(
    regulator="Care Inspectorate Wales",
    law=WALES,
    absence=None,
    change=REGULATION_60,
    when=changes.WELSH_WHEN,
    changes=changes.WELSH_CHANGES,
    events=[
        NotifiableEvent(
            "wales-60",
            "Another event of Schedule 3",
            "Care Inspectorate Wales and, for events in Part 4, the local authority of the area",
            UNCONFIRMED,
            REGULATION_60,
        )
    ],
)
NOTICE_LAWS = [HOMES, SUPPORTED_HOMES, WELSH_HOMES]
EVENTS = {event.key: event for law in NOTICE_LAWS for event in law.events}


def notice_law_for(nation: Nation, kind: HomeKind) -> NoticeLaw:
    if nation == Nation.WALES:
        return WELSH_HOMES
    return SUPPORTED_HOMES if kind == HomeKind.SUPPORTED_ACCOMMODATION else HOMES
