"""What is done with what others publish: a body named, a paper recorded, changed, sorted."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from people.access import Permission, check
from people.models import User
from policy.actions.saving import save_unique
from policy.models import Document, PublicBody
from policy.models.document import NAMED


@transaction.atomic
def add_body(*, by: User, name: str) -> PublicBody:
    """Name a public body. Raises ValidationError when it is in the list already, in whatever case."""
    check(by, Permission.POLICY_WRITE)
    body = PublicBody(name=name, slug=slugify(name)[:60].strip("-") or "body")
    save_unique(body, "public_body_", "name", NAMED)
    return body


@transaction.atomic
def rename_body(*, body: PublicBody, by: User, name: str) -> PublicBody:
    """Change what a public body is called. Raises ValidationError when another has the name."""
    check(by, Permission.POLICY_WRITE)
    body = PublicBody.objects.select_for_update().get(pk=body.pk)
    body.name = name
    save_unique(body, "public_body_", "name", NAMED)
    return body


@transaction.atomic
def record(*, by: User, **content) -> Document:
    """Record a paper; it is new until it is sorted."""
    check(by, Permission.POLICY_WRITE)
    return Document.objects.create(**content)


@transaction.atomic
def change(*, document: Document, by: User, **content) -> Document:
    """Replace what is kept of a paper. Whether it was sorted stays."""
    check(by, Permission.POLICY_WRITE)
    document = Document.objects.select_for_update().get(pk=document.pk)
    for name, value in content.items():
        setattr(document, name, value)
    document.save()
    return document


@transaction.atomic
def triage(*, document: Document, by: User) -> Document:
    """Say that a paper was read and sorted; the first time counts."""
    check(by, Permission.POLICY_WRITE)
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.triaged_at is None:
        document.triaged_at, document.triaged_by = timezone.now(), by
        document.save()
    return document
