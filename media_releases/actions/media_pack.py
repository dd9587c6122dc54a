"""What the press desk keeps for journalists at any hour: who speaks for us, and our logos."""

from django.db import transaction

from media_releases.models import Logo, Spokesperson
from people.access import Permission, check
from people.catalogue.actions import save
from people.models import User
from publishing.actions.files import read_file, save_file
from publishing.models import Attachment

IMAGE = Attachment.Kind.IMAGE


@transaction.atomic
def save_spokesperson(
    *, by: User, spokesperson: Spokesperson | None = None, raw: bytes = b"", name_of_file: str = "", **facts
) -> Spokesperson:
    """Add someone who speaks for us, or change what is said of them; `raw` is a new photo.

    Raises PermissionDenied, and Unusable for a photo that is not taken.
    """
    check(by, Permission.PRESS_DESK)
    spokesperson = spokesperson or Spokesperson()
    for name, value in facts.items():
        setattr(spokesperson, name, value)
    if raw:
        spokesperson.photo = save_file(kind=IMAGE, file=read_file(IMAGE, raw), name=name_of_file, by=by)
    spokesperson.save()
    return spokesperson


@transaction.atomic
def save_logo(*, by: User, logo: Logo | None = None, raw: bytes = b"", name_of_file: str = "", **facts: str) -> Logo:
    """Add a form of our logo, at the end of them, from the image `raw`; or change what is said of one.

    Raises PermissionDenied, and Unusable for an image that is not taken.
    """
    check(by, Logo.KEEPER)
    logo = logo or Logo()
    for name, value in facts.items():
        setattr(logo, name, value)
    if logo._state.adding:
        logo.image = save_file(kind=IMAGE, file=read_file(IMAGE, raw), name=name_of_file, by=by)
    return save(row=logo, by=by)
