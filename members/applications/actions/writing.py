"""What whoever has the link of an application writes: each step is kept as it is done."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.text import Truncator

from history import audit_reason
from members.applications import homes
from members.applications.repeats import is_repeat, owner_key_of
from members.applications.steps import check_open
from members.models import Application, ApplicationFile, ApplicationHome
from people.providers.kinds import check_sector

MOST_FILES, MOST_SAID = 10, 250


@transaction.atomic
def save(*, application: Application, **facts) -> Application:
    """Keep what a step says.

    Raises ValidationError once it is sent, unless more was asked for, and for a sector that its kind is not in.
    """
    application = open_to_applicant(application)
    for name, value in facts.items():
        setattr(application, name, value)
    if facts.keys() & {"kind", "sector"}:
        check_sector(application.kind, application.sector)
    return save_open(application)


@transaction.atomic
def add_homes(*, application: Application, urns: Iterable[str]) -> int:
    """Add homes by their numbers on the register; gives how many are new. Raises ValidationError with sentences."""
    application = open_to_applicant(application)
    before = application.homes.count()
    chosen = homes.registrations(application, urns)
    rows = [ApplicationHome(application=application, registration=registration) for registration in chosen]
    ApplicationHome.objects.bulk_create(rows, ignore_conflicts=True)
    with audit_reason(Truncator(f"Homes: {', '.join(each.number for each in chosen)}").chars(MOST_SAID)):
        save_open(application)
    return application.homes.count() - before


@transaction.atomic
def remove_home(*, application: Application, home: int) -> None:
    """Take a home off the application, by the id of its row. Twice changes nothing."""
    application = open_to_applicant(application)
    gone = application.homes.filter(pk=home).select_related("registration").first()
    if gone is None:
        return
    with audit_reason(f"Home taken off: {gone.registration}"):
        gone.delete()
        save_open(application)


@transaction.atomic
def add_file(*, application: Application, about: str, raw: bytes, names_no_child: bool) -> tuple[str, ...]:
    """Keep a file, made anew, and say what of it was taken out.

    Raises ValidationError for a file that is not taken, one that nobody says to name no child, and one too many.
    """
    application = open_to_applicant(application)
    if not names_no_child:
        raise ValidationError({"names_no_child": "Look through the file, and say that it names no child."})
    if application.files.count() >= MOST_FILES:
        raise ValidationError(f"There are {MOST_FILES} files here. Remove one first.")
    file = import_string(settings.PRIVATE_FILES)(raw)
    facts = {"media_type": file.media_type, "ending": file.ending, "size": len(file.raw), "raw": file.raw}
    with audit_reason(f"File added: {ApplicationFile.About(about).label}"):
        ApplicationFile.objects.create(application=application, about=about, **facts)
        save_open(application)
    return file.taken_out


@transaction.atomic
def remove_file(*, application: Application, file: int) -> None:
    """Delete a file by its id; that it was there stays in the history. Twice changes nothing."""
    application = open_to_applicant(application)
    with audit_reason("File removed by the applicant"):
        application.files.filter(pk=file).delete()
        save_open(application)


def open_to_applicant(application: Application) -> Application:
    """The application, locked. Raises ValidationError where whoever has its link can change it no more."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    check_open(application)
    return application


def save_open(application: Application) -> Application:
    """Save an application that is being written.

    One that is sent, and whose organisation is a member or has another application open, waits beside it as a repeat:
    whoever sends it learns nothing of that. Of two that are sent at once, the database lets one through.
    """
    application.saved_at = timezone.now()
    if application.sent_at:
        application.owner_key = owner_key_of(application)
        application.is_repeat = is_repeat(application)
    try:
        with transaction.atomic():
            application.save()
    except IntegrityError:
        if not application.sent_at:
            raise
        application.is_repeat = True
        application.save()
    return application
