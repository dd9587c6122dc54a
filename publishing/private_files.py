"""Files that lower layers keep for few readers (`settings.PRIVATE_FILES`): made anew as public ones are."""

from django.core.exceptions import ValidationError

from publishing.models.attachment import ENDINGS
from publishing.uploads import RebuiltFile, Unusable, read_document, read_image
from webforms.files import DOCUMENTS, PAPERS

PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")
OTHER_PICTURES = (b"GIF8", b"II*\0", b"MM\0*")  # not taken; `read_image` says what to do instead
OF_PHONES = (b"ftyphei", b"ftypmif", b"ftyphev")  # HEIC, from its fifth byte on: neither


class PrivateFile(RebuiltFile):
    """A file made anew, with the ending of its name."""

    @property
    def ending(self) -> str:
        return ENDINGS[self.media_type]


def read_private(raw: bytes) -> PrivateFile:
    """The file as its readers get it. Raises ValidationError, for the field `file`, where it is not taken."""
    try:
        made = (read_image if _is_picture(raw) else read_document)(raw)
    except Unusable as fault:
        raise ValidationError({"file": str(fault).replace(DOCUMENTS.sentence, PAPERS.sentence)}) from None
    return PrivateFile(made.media_type, made.raw, taken_out=made.taken_out)


def _is_picture(raw: bytes) -> bool:
    return raw.startswith(PICTURES + OTHER_PICTURES) or raw.startswith(OF_PHONES, 4)
