"""Sections of a page that upper layers contribute, by dotted path in the settings."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Section:
    """A heading, the template below it, and what that template needs."""

    title: str
    template: str
    context: dict = field(default_factory=dict)


def provider_sections(request, provider) -> list[Section]:
    """The sections that the reader may see, in the order of the settings. Each function gives a Section or None."""
    return sections(settings.PROVIDER_SECTIONS, request, provider)


def sections(paths: list[str], request, thing) -> list[Section]:
    """The sections of a thing's page that the functions at these paths give; None of them gives none."""
    made = (import_string(path)(request, thing) for path in paths)
    return [section for section in made if section is not None]
