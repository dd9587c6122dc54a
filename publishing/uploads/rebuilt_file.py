import hashlib
from dataclasses import dataclass, field


class Unusable(Exception):
    """A file that is not taken; its message is for the person who chose it."""


@dataclass(frozen=True)
class RebuiltFile:
    """A file made anew: its bytes, and for an image its size in pixels and smaller copies by their width.

    `taken_out` says what it came with and readers do not get, such as "the author's name".
    """

    media_type: str
    raw: bytes
    width: int | None = None
    height: int | None = None
    copies: dict[int, bytes] = field(default_factory=dict)
    taken_out: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()
