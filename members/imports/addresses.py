"""E-mail addresses as people type them into a sheet."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

IN_BRACKETS = re.compile(r"<([^<>]+)>\s*$")


def read_address(cell: str) -> str:
    """In lower case, without the name, the spaces and the `mailto:` round it. Raises ValidationError."""
    bare = ((found := IN_BRACKETS.search(cell)) and found[1]) or cell
    bare = "".join(bare.split()).lower().removeprefix("mailto:").strip("<>;,.")
    if bare.count("@") > 1:
        raise ValidationError("There is more than one address in this cell. Give each person a row of their own.")
    try:
        validate_email(bare)
    except ValidationError:
        raise ValidationError("This is no e-mail address. Correct it, or leave the cell empty.") from None
    return bare
