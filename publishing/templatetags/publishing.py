from django import template

from publishing import quotations, richtext

register = template.Library()
register.filter("richtext", richtext.shown)
register.filter("plaintext", richtext.plain)
register.filter("shown_parts", quotations.shown_parts)
