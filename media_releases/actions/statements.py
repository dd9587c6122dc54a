"""Holding statements: kept as templates with blanks, and started from one within a minute."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.html import escape

from media_releases.actions.releases import start_release
from media_releases.models import Enquiry, StatementTemplate
from people.catalogue.actions import save
from people.models import User
from publishing.models import Boilerplate, Edition, Topic
from publishing.richtext.blanks import filled
from publishing.richtext.markup import clean


def save_template(*, template: StatementTemplate, by: User) -> StatementTemplate:
    """Keep a template, new or changed. Raises PermissionDenied, and ValidationError for a name that is there."""
    template.body, template.notes = clean(template.body), clean(template.notes)
    return save(row=template, by=by)


@transaction.atomic
def start_statement(
    *,
    template: StatementTemplate,
    answers: Mapping[str, str],
    by: User,
    topic: Topic | None = None,
    enquiry: Enquiry | None = None,
) -> Edition:
    """Start a statement with a template's words, the answers in its blanks, and the usual contact and about text.

    A blank without an answer stays, and keeps the statement from being sent for approval. Raises PermissionDenied.
    """
    safe = {blank: escape(answer) for blank, answer in answers.items()}
    return start_release(
        kind="statement",
        by=by,
        enquiry=enquiry,
        topic=topic,
        title=filled(template.title, answers),
        summary=filled(template.summary, answers),
        body=filled(template.body, safe),
        notes=filled(template.notes, safe),
        boilerplate=Boilerplate.objects.filter(is_current=True).first(),
    )
