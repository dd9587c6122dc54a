"""What a person says of columns that were guessed."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from people.access import Permission, check
from people.models import User
from register.lists import NotARegister
from register.loading import read_again
from register.models import RegisterFile


@transaction.atomic
def decide_columns(*, file: RegisterFile, right: Mapping[str, bool], by: User) -> RegisterFile:
    """Say of each guessed heading whether the guess is right; a column that was guessed wrongly is left out.

    The file is read again by it. Raises ValidationError for a file that was released, for a guess of which nothing is
    said, and where the file says too little without the column; PermissionDenied.
    """
    check(by, Permission.REGISTER_LOAD)
    file = RegisterFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if not file.waits:
        raise ValidationError("This list was decided already. Take it back, and load the file again.")
    guessed = {column["heading"]: column["field"] for column in file.guessed}
    if guessed.keys() - right.keys():
        raise ValidationError("Say of each column whether the guess is right.")
    decided = {heading: field if right[heading] else None for heading, field in guessed.items()}
    try:
        read_again(file, file.decided | decided)
    except NotARegister as fault:
        raise ValidationError(str(fault)) from None
    return file
