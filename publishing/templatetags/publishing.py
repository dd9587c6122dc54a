from django import template

from publishing import richtext

register = template.Library()
register.filter("richtext", richtext.shown)
register.filter("plaintext", richtext.plain)
register.filter("marked", richtext.marked)
