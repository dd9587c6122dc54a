from django import template
from django.utils import timezone

from people.templatetags.people import day
from people.times import LONDON
from publishing import quotations, richtext, structured
from publishing.absolute import absolute
from publishing.models import Edition

register = template.Library()
register.filter("richtext", richtext.shown)
register.filter("plaintext", richtext.plain)
register.filter("shown_parts", quotations.shown_parts)
register.filter("marked", richtext.marked)
register.filter("absolute", absolute)
register.filter("share_image", structured.share_image)


@register.filter
def body(edition: Edition) -> str:
    """A text's body for a page on which nothing is copied by itself: whoever says it under each quotation."""
    return richtext.shown(quotations.with_speakers(edition))


@register.filter
def embargo_line(edition: Edition) -> str:
    """From when a text may be used, as journalists expect it: with hour, weekday, date and zone.

    For an edition from `with_page`.
    """
    if edition.public_from is None:
        return "Draft, not for publication"
    if not edition.is_embargoed:
        return "For immediate release"
    local = timezone.localtime(edition.public_from, LONDON)
    return f"Embargoed until {local:%H:%M}, {local:%A} {day(local)}, London time ({local.tzname()})"


@register.simple_tag
def linked_data(edition: Edition, about=()):
    """The page's text in schema.org's words; `about`: what it answers, as `structured.Basis`."""
    return richtext.data_block(structured.article(edition, about or ()))
