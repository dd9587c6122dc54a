"""The addresses of texts: the headline's words, and none that another text has or had."""

from django.urls import Resolver404, resolve
from django.utils.text import slugify

from publishing.kinds import KINDS
from publishing.models import Publication, Redirect


def free_path(kind: str, title: str) -> str:
    """An address that no page or publication has or had: the headline's words, with a number where they are taken."""
    stem = KINDS[kind].prefix + _slug(title)
    taken = _taken(stem)
    numbered = (f"{stem}-{number}/" for number in range(2, len(taken) + 3))
    return next(path for path in [f"{stem}/", *numbered] if path not in taken and not _is_page(path))


def fits(publication: Publication, title: str) -> bool:
    """Whether the address says the headline already, apart from its number."""
    return publication.slug.rstrip("-0123456789") == _slug(title).rstrip("-0123456789")


def is_free_for(publication: Publication, path: str) -> bool:
    """Whether a publication may have this address: nobody has or had it, or it had it itself."""
    if _is_page(path):
        return False
    others = Publication.objects.exclude(pk=publication.pk).filter(path=path)
    return not others.exists() and not Redirect.objects.exclude(publication=publication).filter(path=path).exists()


def _taken(stem: str) -> set[str]:
    # In this order: an address on its way from a publication to a redirect is seen in one or the other.
    paths = set(Publication.objects.filter(path__startswith=stem).values_list("path", flat=True))
    return paths | set(Redirect.objects.filter(path__startswith=stem).values_list("path", flat=True))


def _is_page(path: str) -> bool:
    """Whether a page of the portal stands at an address where texts are found by the last part of theirs."""
    try:
        return "slug" not in resolve(path).kwargs
    except Resolver404:
        return False


def _slug(title: str) -> str:
    return slugify(title)[:80].strip("-") or "text"
