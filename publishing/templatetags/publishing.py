from django import template
from django.utils import timezone

from people.links import absolute
from people.templatetags.people import day
from publishing.models import Edition
from publishing.richtext import markup, quotations
from publishing.syndication import json_ld
from times import LONDON

register = template.Library()
register.filter("richtext", markup.shown)
register.filter("plaintext", markup.plain)
register.filter("shown_parts", quotations.shown_parts)
register.filter("marked", markup.marked)
register.filter("absolute", absolute)
register.filter("share_image", json_ld.share_image)


@register.filter
def body(edition: Edition) -> str:
    """A text's body for a page on which nothing is copied by itself: whoever says it under each quotation."""
    return markup.shown(quotations.with_speakers(edition))


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
    """The page's text in schema.org's words; `about`: what it answers, as `json_ld.Basis`."""
    return markup.data_block(json_ld.article(edition, about or ()))
