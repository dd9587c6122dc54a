"""Releases, through the same steps as any text: written, submitted, approved by someone else."""

from datetime import datetime, timedelta

from django.utils import timezone

from chaportal.demo.content import at, read
from chaportal.demo.people import Loaded
from media_releases.actions import start_release
from people.models import User
from publishing import actions, clock
from publishing.models import Boilerplate, Edition, PressContact, Topic

WORDS = ["title", "summary", "body", "notes", "byline"]


def load(cast: Loaded) -> None:
    Topic.objects.bulk_create(Topic(**row) for row in read("topics")["topic"])
    press = read("press")
    PressContact.objects.bulk_create(PressContact(**row) for row in press["contact"])
    Boilerplate.objects.bulk_create(Boilerplate(**row) for row in press["about"])
    writer, approver = cast.with_role("press_officer"), cast.with_role("press_officer", 1)
    releases = read("releases")
    for row in sorted(releases["release"], key=lambda row: -row["days_ago"]):
        published(_release(row, writer), writer, approver, at(-row["days_ago"], row["time"]))
    for row in releases["unpublished"]:
        _unpublished(row, writer, approver)
    _later_life(writer, approver)


def words(row: dict) -> dict:
    """What of a TOML table an edition takes, with its topic, contact and about text."""
    return {
        **{name: row.get(name, "") for name in WORDS},
        "topic": Topic.objects.get(slug=row["topic"]),
        "contact": PressContact.objects.first(),
        "boilerplate": Boilerplate.objects.first(),
    }


def published(edition: Edition, writer: User, approver: User, when: datetime) -> Edition:
    """Submit and approve a draft so that it has been public since `when`, with the words of those it quotes."""
    _said_yes(edition, writer)
    edition = actions.submit(edition=edition, by=writer)
    with clock.at(when):
        edition = actions.approve(edition=edition, by=approver, seen=edition.content_hash, public_from=None)
    Edition.objects.filter(pk=edition.pk).update(created_at=when - timedelta(days=2), saved_at=when)
    return edition


def _release(row: dict, writer: User) -> Edition:
    return start_release(kind=row["kind"], by=writer, **words(row))


def _unpublished(row: dict, writer: User, approver: User) -> None:
    edition = _release(row, writer)
    if row["state"] == "submitted":
        _ask_colleagues(edition, writer)
    if row["state"] == "scheduled":
        _said_yes(edition, writer)
    if row["state"] != "draft":
        edition = actions.submit(edition=edition, by=writer)
    if row["state"] == "scheduled":
        when = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=row["in_hours"])
        actions.approve(edition=edition, by=approver, seen=edition.content_hash, public_from=when)


def _said_yes(edition: Edition, writer: User) -> None:
    """Everyone who is quoted has approved their words."""
    for quotation in edition.quotations.unapproved():
        actions.note_approval(quotation=quotation, by=writer, seen=quotation.seal, how="by e-mail")


def _ask_colleagues(edition: Edition, writer: User) -> None:
    """Whoever is quoted and has an account approves their words there."""
    for quotation in edition.quotations.all():
        user = User.objects.filter(name=quotation.speaker).first()
        actions.attribute(quotation=quotation, by=writer, speaker=quotation.speaker, job=quotation.job, user=user)


def _later_life(writer: User, approver: User) -> None:
    """One release with a second version and a correction, and one that was withdrawn."""
    corrected, withdrawn = Edition.objects.public().of_kinds("media_release").newest_first()[4:6]
    second = actions.start_next(publication=corrected.publication, by=writer)
    content = {name: getattr(corrected, name) for name in [*WORDS, "contact", "boilerplate"]}
    note = {"change_note": "Corrects the year of the survey.", "correction": "We named the wrong year for the survey."}
    topic = corrected.publication.topic
    second = actions.edit(edition=second, by=writer, topic=topic, **content, **note)
    published(second, writer, approver, corrected.first_public_at + timedelta(days=3))
    actions.withdraw(publication=withdrawn.publication, by=approver, reason="Newer figures have been published since.")
