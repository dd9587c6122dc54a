"""What is done with records of sending: made, and corrected by a later row."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from people.access import Permission, check
from people.models import User
from people.templatetags.people import day
from policy.consultations.actions import locked
from policy.dated.checking import check_corrects, check_dated
from policy.models import ConsultationResponse, Dispatch
from times import LONDON


@transaction.atomic
def record(*, response: ConsultationResponse, by: User, file: File | None = None, **content) -> Dispatch:
    """Record that a version of our response was sent, with the name and SHA-256 of the `file`, which is not kept.

    Raises ValidationError for a version that was not approved by that day or is another text's, for a time that has not
    come, for what was never sent and corrects nothing, and for a correction of a row that was corrected.
    """
    check(by, Permission.POLICY_WRITE)
    locked(response.consultation)
    check_dated(content)
    if content["edition"].publication_id != response.publication_id:
        raise ValidationError({"edition": "That is a version of another text. Choose one of this response."})
    _check_time(content)
    check_corrects(content.get("corrects"), [response.pk])
    if content["how"] == Dispatch.How.NOT_SENT and not content.get("corrects"):
        raise ValidationError({"how": "Choose how it was sent. That it was not sent can only correct an entry."})
    return Dispatch.objects.create(response=response, by=by, **content, **_facts_of(file))


def _check_time(content) -> None:
    edition, on, at = content["edition"], content["on"], content.get("at")
    if not edition.approved_at:
        raise ValidationError({"edition": "That version is not approved. Choose the one that was sent."})
    approved = timezone.localdate(edition.approved_at, LONDON)
    if on < approved:
        raise ValidationError(
            {"on": f"That version was approved on {day(approved)}: it was sent on that day or later."}
        )
    now = timezone.localtime(timezone=LONDON)
    if at and on == now.date() and at > now.time():
        raise ValidationError({"at": "That time has not come. Write the time at which it was sent."})


def _facts_of(file: File | None) -> dict[str, str]:
    if file is None:
        return {}
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return {"file_name": file.name[-200:].strip(), "file_sha256": digest.hexdigest()}
