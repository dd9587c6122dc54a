"""What this installation is: the only place where the association's names, numbers and look are read.

Set on a page and kept in one row; what that leaves blank has its value from the environment (`settings.ASSOCIATION`).
"""

import time
from dataclasses import dataclass, fields
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.urls import reverse

from people.colours import DEFAULT_PALETTE, Palette
from people.models import Association

# Every page names the association: the row is read once in so many seconds by each process, not by each page.
CACHED_FOR = 1.0
LOGO = ("logo_alt", "logo__sha256", "logo__media_type", "logo__width", "logo__height")
NEEDED = {
    "telephone": "a telephone number",
    "press_telephone": "the press office’s telephone",
    "press_email": "the press office’s email address",
}
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
_cached: tuple[float, dict] | None = None  # when it was read by the monotonic clock, and the row
_forgotten = 0  # how often; what was being read meanwhile may be older than what made it be forgotten


@dataclass(frozen=True)
class Logo:
    """The logo in use: its address on this site, its size in pixels, and the words in its place."""

    sha256: str
    media_type: str
    width: int
    height: int
    alt: str

    @property
    def ending(self) -> str:
        return ENDINGS[self.media_type]

    @property
    def address(self) -> str:
        return reverse("association_logo", args=[self.sha256[:16], self.ending])

    def raw(self) -> bytes:
        return bytes(Association.objects.values_list("logo__raw", flat=True).get(logo__sha256=self.sha256))


@dataclass(frozen=True)
class Facts:
    """The association's facts. Blank: not known, and pages leave it out. Names and colours always are."""

    name: str
    short_name: str
    company_number: str
    registered_office: str
    vat_number: str
    payment_details: str
    telephone: str
    hours: str
    press_telephone: str
    press_hours: str
    press_email: str
    security_email: str
    security_policy: str
    mail_name: str
    bulletin_name: str
    structure_colour: str
    attention_colour: str
    logo: Logo | None

    @property
    def palette(self) -> Palette:
        return Palette(self.structure_colour, self.attention_colour)

    @property
    def has_own_colours(self) -> bool:
        """Whether they differ from those of the portal's own style sheet."""
        return self.palette != DEFAULT_PALETTE

    @property
    def mail_from(self) -> str:
        """Whom mails come from: the name that is set, at the environment's address."""
        return formataddr((self.mail_name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))

    @property
    def bulletin_from(self) -> str:
        return formataddr((self.bulletin_name, parseaddr(settings.BULLETIN_FROM_EMAIL)[1]))

    def ring_us(self, otherwise: str = "answer this mail") -> str:
        """What a mail says of how to reach us: by telephone, or otherwise where no number is known."""
        return f"ring us on {self.telephone}" if self.telephone else otherwise

    @property
    def by_telephone(self) -> str:
        """` on 0121 496 0100`, to go after “ask us”; nothing where no number is known."""
        return f" on {self.telephone}" if self.telephone else ""

    @property
    def ring_the_press_office(self) -> str:
        """The last sentence of a mail to a journalist, as far as there is somebody to ask."""
        if self.press_telephone:
            return f"Questions? Ring the press office: {self.press_telephone}."
        return f"Questions? Write to the press office: {self.press_email}." if self.press_email else ""


FIELDS = tuple(field.name for field in fields(Facts) if field.name != "logo")


def association() -> Facts:
    """The facts as they are, a second old at most. A database that is away changes nothing: what was known stands."""
    row = _row()
    values = {name: row.get(name) or settings.ASSOCIATION[name] for name in FIELDS}
    return Facts(**values, logo=_logo(row))


def mail_from() -> str:
    """Whom mails of the outbox come from (`settings.OUTBOX_SENDER`)."""
    return association().mail_from


def typeset_look() -> tuple[dict, dict[str, bytes]]:
    """The association's colours and logo as `look.typ` takes them, and the file that they name.

    For `settings.TYPESETTING_LOOK`.
    """
    ours = association()
    colours, logo = ours.palette.variables, ours.logo
    if logo is None:
        return colours | {"logo": None}, {}
    name = f"logo.{logo.ending}"
    about = {"name": name, "alt": logo.alt, "width": logo.width, "height": logo.height}
    return colours | {"logo": about}, {name: logo.raw()}


def logo_in_use() -> Logo | None:
    """The logo as the database has it now."""
    return _logo(_read())


def missing() -> list[str]:
    """What pages cannot do without and nobody set: in words."""
    ours = association()
    return [words for name, words in NEEDED.items() if not getattr(ours, name)]


def is_set() -> bool:
    """Whether somebody kept the page, and nothing that pages need is missing."""
    return Association.objects.exists() and not missing()


def forget() -> None:
    """Read the row again at the next call: called when it changes, and when public pages learn that something did."""
    global _cached, _forgotten
    _cached = None
    _forgotten += 1


def _row() -> dict:
    global _cached
    if _cached and time.monotonic() - _cached[0] <= CACHED_FOR:
        return _cached[1]
    before, forgotten = _cached[1] if _cached else {}, _forgotten
    read_at = time.monotonic()
    try:
        row = _read()
    except (OperationalError, InterfaceError):
        return before
    if forgotten == _forgotten:
        _cached = (read_at, row)
    return row


def _read() -> dict:
    return Association.objects.values(*FIELDS, *LOGO).first() or {}


def _logo(row: dict) -> Logo | None:
    if not row.get("logo__sha256"):
        return None
    return Logo(
        sha256=row["logo__sha256"],
        media_type=row["logo__media_type"],
        width=row["logo__width"],
        height=row["logo__height"],
        alt=row["logo_alt"],
    )
