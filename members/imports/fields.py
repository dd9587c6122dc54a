"""What the columns of a sheet of providers and people may mean: how each is called, and read from a cell."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from homes.sheets.fields import text_field
from members.imports.addresses import read_address
from members.models.contact import LONGEST_NAME, ROLES_OFFERED
from people.models import Provider
from people.providers.numbers import past_day, read_charity_number, read_company_number, read_telephone
from sheets import numbers
from sheets.days import NoDay, read_day
from sheets.headings import letters

Words = dict[str, tuple[str, ...]]  # of a choice: other words for it

SECTORS: Words = {
    "private": ("Private company", "Independent", "For profit", "Limited company", "Preifat"),
    "voluntary": ("Charity", "Voluntary sector", "Not for profit", "Third sector", "CIC", "Gwirfoddol", "Elusen"),
    "local_authority": ("LA", "Council", "Public", "Awdurdod lleol", "Cyngor"),
    "health": ("Health", "NHS", "Iechyd"),
}
NATIONS: Words = {
    "england": ("Eng", "Lloegr"),
    "wales": ("Cymru",),
    "both": ("Both", "England & Wales", "Wales and England", "Cymru a Lloegr"),
}
KINDS: Words = {
    "provider": ("Provider", "Full", "Full member", "Member"),
    "local_authority": ("LA", "Council"),
    "associate": ("Associate member", "Affiliate"),
}
ROLES: Words = {
    "owner": ("Account owner", "Main contact", "Primary contact", "Perchennog"),
    "finance_contact": ("Finance", "Accounts", "Billing", "Invoices", "Finance officer", "Cyllid"),
    "home_manager": ("Manager", "Registered manager", "RM"),
    "colleague": ("Editor", "Staff"),
    "reader": ("Read only", "Viewer"),
}


@dataclass(frozen=True)
class Field:
    """One meaning of a column. `read` takes a cell that says something and raises ValidationError.

    `of_person` says whose it is; where rows of one provider differ, the first counts if it is `loose`. What is `asked`
    is said once for all rows that do not say it.
    """

    name: str
    label: str
    read: Callable[[str], str]
    also: tuple[str, ...] = ()  # headings that mean it
    of_person: bool = False
    loose: bool = False
    asked: list[tuple[str, str]] | None = None


def _day(cell: str) -> str:
    """A day as JSON keeps it: `2026-06-04`."""
    try:
        return past_day(read_day(cell)).isoformat()
    except NoDay as fault:
        raise ValidationError(str(fault)) from None


def _one_of(choices: list[tuple[str, str]], others: Words) -> Callable[[str], str]:
    known = {letters(word): value for value, words in others.items() for word in words}
    known |= {letters(label): value for value, label in choices}

    def read(cell: str) -> str:
        if (value := known.get(letters(cell))) is None:
            labels = ", ".join(label for _, label in choices)
            raise ValidationError(f"“{cell[:40]}” is none of these: {labels}. Write one of them.")
        return value

    return read


def _number(check: Callable[[str], str]) -> Callable[[str], str]:
    def read(cell: str) -> str:
        try:
            return check(numbers.whole(cell))
        except numbers.Changed as fault:
            raise ValidationError(str(fault)) from None

    return read


_SECTORS, _NATIONS = list(Provider.Sector.choices), list(Provider.Nation.choices)
_KINDS = list(Provider.MemberKind.choices)
FIELDS = [
    Field(
        "legal_name",
        "Provider’s legal name",
        text_field(160),
        (
            *(
                "Legal name",
                "Provider",
                "Provider name",
                "Organisation",
                "Organisation name",
                "Company",
                "Company name",
            ),
            *("Member", "Member name", "Name of provider", "Registered name", "Account name", "Darparwr", "Sefydliad"),
        ),
    ),
    Field("trading_name", "Trading name", text_field(160), ("Trading as", "T/A", "Known as", "Brand", "Enw masnachu")),
    Field(
        "company_number",
        "Company number",
        _number(read_company_number),
        (
            *("Company no", "Co number", "Co no", "CRN", "Companies House number", "Company registration number"),
            *("Registered number", "Reg no", "Rhif cwmni"),
        ),
    ),
    Field(
        "charity_number",
        "Charity number",
        _number(read_charity_number),
        ("Charity no", "Registered charity number", "Rhif elusen"),
    ),
    Field("sector", "Sector", _one_of(_SECTORS, SECTORS), ("Type of provider", "Sector type"), asked=_SECTORS),
    Field("nation", "Nation", _one_of(_NATIONS, NATIONS), ("Country", "Gwlad"), asked=_NATIONS),
    Field(
        "member_kind",
        "Kind of member",
        _one_of(_KINDS, KINDS),
        ("Membership type", "Member type", "Type of membership", "Category", "Membership category"),
        asked=_KINDS,
    ),
    Field(
        "telephone",
        "Office telephone",
        text_field(30, mend=numbers.telephone, check=read_telephone),
        ("Telephone", "Phone", "Tel", "Telephone number", "Phone number", "Office phone", "Main phone", "Ffôn"),
        loose=True,
    ),
    Field(
        "member_since",
        "Member since",
        _day,
        ("Joined", "Date joined", "Join date", "Joining date", "Member from", "Start date", "Ymunodd"),
    ),
    Field(
        "person",
        "Person’s name",
        text_field(LONGEST_NAME),
        ("Contact", "Contact name", "Name", "Full name", "Main contact", "Contact person", "Enw"),
        of_person=True,
    ),
    Field("first_name", "First name", text_field(70), ("Forename", "Given name", "Enw cyntaf"), of_person=True),
    Field("last_name", "Last name", text_field(70), ("Surname", "Family name", "Cyfenw"), of_person=True),
    Field(
        "email",
        "E-mail address",
        read_address,
        ("Email", "E-mail", "Contact email", "Mail", "Email addresses", "E-bost", "Ebost"),
        of_person=True,
    ),
    Field("job_title", "Job title", text_field(100), ("Job", "Position", "Post", "Job role", "Swydd"), of_person=True),
    Field(
        "role",
        "Role in the portal",
        _one_of(ROLES_OFFERED, ROLES),
        ("Role", "Portal role", "Contact type", "Permission", "Rôl"),
        of_person=True,
        asked=ROLES_OFFERED,
    ),
]
BY_NAME = {each.name: each for each in FIELDS}
NAMES = {each.name: (each.label, *each.also) for each in FIELDS}
ASKED = [each for each in FIELDS if each.asked]
OF_PROVIDER = [each for each in FIELDS if not each.of_person]
OF_PERSON = [each for each in FIELDS if each.of_person]
