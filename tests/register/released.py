"""Lists that are in use at once, as if a person had released them."""

from datetime import date

from register.loading import load_register
from register.models import RegisterFile
from register.releasing import put_in_use


def released(
    raw: bytes, name: str = "provider_at_march_2025.csv", *, covers: str = "all", as_at: date | None = None
) -> RegisterFile:
    """The file of these bytes, loaded and in use."""
    loaded = load_register(raw=raw, name=name, by=None, as_at=as_at)
    return loaded.file if loaded.file.released_at else put_in_use(loaded.file, covers=covers, by=None)
