"""Postcodes and telephone numbers as they can be, by libraries that are kept: localflavor and phonenumbers.

What is read is that they can be, not that they are anybody's: the telephone numbers that Ofcom keeps for drama pass.
"""

import phonenumbers
from django.core.exceptions import ValidationError
from localflavor.gb.forms import GBPostcodeField

NOWHERE = "ZZ99"  # of statistics, for people without a postcode; the demo's homes stand there


def read_postcode(text: str) -> str:
    """A postcode in one spelling, `LL57 2DG`; nothing for nothing. Raises ValidationError."""
    code = "".join(text.split()).upper()
    if code.startswith(NOWHERE) and len(code) == len("ZZ991ZZ"):
        return f"{code[:-3]} {code[-3:]}"
    try:
        return GBPostcodeField(required=False).clean(code)
    except ValidationError:
        raise ValidationError(f"“{text}” cannot be a postcode, such as LL57 2DG. Check it.") from None


def read_telephone(text: str) -> str:
    """A telephone number as typed, that can be one in Britain or, with its +, abroad. Raises ValidationError."""
    try:
        possible = not text or phonenumbers.is_possible_number(phonenumbers.parse(text, "GB"))
    except phonenumbers.NumberParseException:
        possible = False
    if not possible:
        raise ValidationError(
            f"“{text}” cannot be a telephone number. Check its figures; one from abroad begins with +."
        )
    return text
