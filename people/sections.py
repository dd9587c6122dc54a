"""Sections of a provider's page that upper floors contribute, by dotted path in `settings.PROVIDER_SECTIONS`."""

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
    made = (import_string(path)(request, provider) for path in settings.PROVIDER_SECTIONS)
    return [section for section in made if section is not None]
