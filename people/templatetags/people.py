"""Words and dates as the portal writes them. Built into every template."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from cleaning.text import one_line
from people.access import Permission, can
from people.catalogue import catalogue_of
from people.posting.token import FIELD, new_token
from times import LONDON

register = template.Library()
register.filter("one_line", one_line)


@register.filter
def dialled(telephone: str) -> str:
    """A telephone number as a `tel:` link takes it: no space is allowed in one."""
    return "".join(re.findall(r"[+\d]", telephone))


@register.filter
def pounds(amount: Decimal) -> str:
    """`£1,950.00`."""
    return f"£{amount:,.2f}"


@register.filter
def pounds_more(difference: Decimal) -> str:
    """`£45.00 more`, `£45.00 less`, `the same`."""
    if not difference:
        return "the same"
    return f"{pounds(abs(difference))} {'more' if difference > 0 else 'less'}"


@register.filter
def in_groups(key: str) -> str:
    """`ABCD EFGH`: a long key in groups of four, to be typed."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


@register.filter
def day(value: date | datetime | None) -> str:
    """`4 June 2026`, in London."""
    if value is None:
        return ""
    local = timezone.localtime(value, LONDON) if isinstance(value, datetime) else value
    return f"{local.day} {local:%B %Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """`4 June 2026, 9:30am BST`."""
    if value is None:
        return ""
    return f"{day(value)}, {hour(value)} {timezone.localtime(value, LONDON).tzname()}"


@register.filter
def hour(value: datetime | None) -> str:
    """`9:30am`, in London: for what is of today."""
    if value is None:
        return ""
    local = timezone.localtime(value, LONDON)
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


@register.filter
def deadline(value: datetime | None) -> str:
    """`4 June 2026, 5:00pm, UK time`: what others keep to, so in words, and not by the name of a zone of half a year.

    Midnight is shown as 11:59pm of the day before: nobody reads "midnight on Friday" alike. In the hour that comes
    twice in October the name of the zone says which is meant.
    """
    if value is None:
        return ""
    local = timezone.localtime(value, LONDON)
    if (local.hour, local.minute) == (0, 0):
        return f"{day(local - timedelta(days=1))}, 11:59pm, UK time"
    is_twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return f"{day(value)}, {hour(value)}{f' {local.tzname()}' if is_twice else ''}, UK time"


@register.filter
def opening(value: datetime | None) -> str:
    """Like `deadline`, but what opens at midnight opens with its day."""
    local = value and timezone.localtime(value, LONDON)
    return day(value) if local and (local.hour, local.minute) == (0, 0) else deadline(value)


@register.simple_tag(takes_context=True, name="csrf_token")
def form_tokens(context) -> str:
    """Django's token against forged forms, and ours by which a form is done once: `people.posting`."""
    against_forgery = CsrfTokenNode().render(context)
    request = context.get("request")
    if request is None or not hasattr(request, "user"):
        return against_forgery
    token = new_token(request.user, again=request.method == "POST")
    return format_html('{}<input type="hidden" name="{}" value="{}">', against_forgery, FIELD, token)


@register.simple_tag
def not_said(form) -> bool:
    """Whether a page has not listed yet what is wrong in a form; it has from now on, since it is listed once."""
    before, form.is_said = getattr(form, "is_said", False), True
    return not before


@register.simple_tag(takes_context=True)
def may(context, permission: str, provider=None) -> bool:
    """Whether the reader may do something: `{% may "HOME_EDIT" home.provider as editable %}`."""
    return can(context["request"].user, Permission[permission], provider)


@register.simple_tag(takes_context=True)
def listed(context, field) -> dict | None:
    """The list whose rows a field of a form offers, if it does, and whether the reader may add to it."""
    queryset = getattr(field.field, "queryset", None)
    catalogue = catalogue_of(queryset.model) if queryset is not None else None
    return catalogue and {"kind": catalogue, "may_add": can(context["request"].user, catalogue.model.KEEPER)}


@register.simple_block_tag(takes_context=True)
def act(context, content: str, to: str, *args, look: str = "", lost: str = "", **hidden) -> str:
    """A form of one button: `{% act 'duties:duty_undo' done.pk look="link" seen=done.seal %}Take back{% endact %}`.

    It goes to a view with its arguments, or with "" to the page itself; `look` is the button's class, and other names
    are hidden fields. What no screen can bring back says in `lost` what goes, and is asked for twice.
    """
    words = {"action": to and reverse(to, args=args), "look": look, "lost": lost, "hidden": hidden, "words": content}
    return render_to_string("parts/act.html", words | {"tokens": form_tokens(context)})
