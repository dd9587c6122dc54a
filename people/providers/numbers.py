"""The numbers and days that are kept of a provider, as people type them."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

# https://www.gov.uk/government/publications/uniform-resource-identifiers-uris-customer-guide: eight characters, digits
# alone or after two letters; some societies' numbers end in a letter.
COMPANY = re.compile(r"\d{8}|[A-Z]{2}\d{5}[\dA-Z]")
CHARITY = re.compile(r"\d{6,7}(-\d{1,2})?")
TELEPHONE = re.compile(r"\+?[\d ()\-]{5,}( ?(ext\.?|x) ?\d+)?", re.IGNORECASE)


def read_company_number(typed: str) -> str:
    """With eight characters; blank where nothing was typed. Raises ValidationError."""
    number = "".join(typed.upper().split())
    number = number.zfill(8) if number.isdecimal() else number
    if number and not COMPANY.fullmatch(number):
        raise ValidationError("A company number has eight characters, such as 01234567 or OC301234.")
    return number


def read_charity_number(typed: str) -> str:
    """Blank where nothing was typed. Raises ValidationError."""
    number = "".join(typed.split())
    if number and not CHARITY.fullmatch(number):
        raise ValidationError("A charity number has six or seven digits, such as 1012345.")
    return number


def read_telephone(typed: str) -> str:
    """Blank where nothing was typed. Raises ValidationError."""
    number = " ".join(typed.split())
    if number and not TELEPHONE.fullmatch(number):
        raise ValidationError("Write a telephone number, such as 01632 960001 or +44 1632 960001.")
    return number


def past_day(day: date | None) -> date | None:
    """A day that has come, or none. Raises ValidationError."""
    if day and day > timezone.localdate():
        raise ValidationError("That day is still to come.")
    return day
