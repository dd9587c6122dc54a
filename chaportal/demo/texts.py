"""Releases, through the same steps as any text: written, submitted, approved by someone else."""

from datetime import datetime, timedelta

from django.utils import timezone

from chaportal.demo import drawings
from chaportal.demo.content import at, read
from chaportal.demo.people import Loaded
from media_releases.actions import brief_members, start_release
from people.models import User
from publishing import actions, clock
from publishing.kinds import KINDS
from publishing.models import Boilerplate, Edition, FigureSnapshot, PressContact, Topic

WORDS = ["title", "summary", "body"]
PARTS = ["answers_title", "answers_link", "addressee", "signatories", "byline", "byline_job", "byline_about", "notes"]
FOR_EDITORS = ["contact", "second_contact", "boilerplate"]


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
    _briefing(releases["briefing"], writer, approver)


def words(row: dict) -> dict:
    """What of a TOML table an edition takes, with its topic."""
    return {
        **{name: _with_figures(row[name].strip()) for name in [*WORDS, *PARTS] if name in row},
        "topic": Topic.objects.get(slug=row["topic"]),
    }


def for_editors() -> dict:
    """Whom to ring, day and night, and the standing words about the association."""
    contact, second = PressContact.objects.all()[:2]
    return {"contact": contact, "second_contact": second, "boilerplate": Boilerplate.objects.first()}


def _with_figures(text: str) -> str:
    """`[figure homes]`, and `[earlier figure homes]` for the reading before, as the tokens that a writer would type."""
    if "figure " not in text:
        return text
    for snapshot in FigureSnapshot.objects.current().select_related("figure"):
        slug = snapshot.figure.slug
        text = text.replace(f"[figure {slug}]", f"[figure {snapshot.pk}]")
        text = text.replace(f"[earlier figure {slug}]", f"[figure {snapshot.replaces_id}]")
    return text


def published(edition: Edition, writer: User, approver: User, when: datetime) -> Edition:
    """Submit and approve a draft so that it has been public since `when`, with the words of those it quotes."""
    _approve_quotations(edition, writer)
    edition = actions.submit(edition=edition, by=writer)
    with clock.at(when):
        edition = actions.approve(edition=edition, by=approver, seen=edition.content_hash, public_from=None)
    Edition.objects.filter(pk=edition.pk).update(created_at=when - timedelta(days=2), saved_at=when)
    return edition


def _release(row: dict, writer: User) -> Edition:
    beside = for_editors() if "contact" in KINDS[row["kind"]].asks else {}
    edition = start_release(kind=row["kind"], by=writer, **words(row), **beside)
    for drawing in row.get("drawing", []):
        shown = {name: drawing[name] for name in ("alt", "caption")}
        raw = drawings.table() if drawing["of"] == "table" else drawings.street(drawing["number"])
        terms = {"credit": "Drawing: Jo Merriweather", "licence": "with_news"}
        actions.show(edition=edition, kind="image", raw=raw, name_of_file="drawing.png", by=writer, **shown, **terms)
    for document in row.get("document", []):
        raw, name = document["csv"].strip().encode(), f"{document['title']}.csv"
        actions.show(edition=edition, kind="document", raw=raw, name_of_file=name, by=writer, title=document["title"])
    return edition


def _unpublished(row: dict, writer: User, approver: User) -> None:
    edition = _release(row, writer)
    if row["state"] == "scheduled":
        _approve_quotations(edition, writer)
    if row["state"] != "draft":
        edition = actions.submit(edition=edition, by=writer)
    if row["state"] == "scheduled":
        when = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=row["in_hours"])
        actions.approve(edition=edition, by=approver, seen=edition.content_hash, public_from=when)


def _approve_quotations(edition: Edition, writer: User) -> None:
    """Everyone who is quoted has approved their words: colleagues here, others by mail."""
    for quotation in edition.quotations.unapproved().select_related("user"):
        if quotation.user:
            actions.approve_quotation(quotation=quotation, by=quotation.user, seen=quotation.seal)
        else:
            actions.note_approval(quotation=quotation, by=writer, seen=quotation.seal, how="by e-mail")


def _later_life(writer: User, approver: User) -> None:
    """One release with a second version and a correction, and one that was withdrawn."""
    corrected, withdrawn = Edition.objects.public().of_kinds("media_release").newest_first()[4:6]
    second = actions.start_next(publication=corrected.publication, by=writer)
    content = {name: getattr(corrected, name) for name in [*WORDS, *PARTS, *FOR_EDITORS]}
    note = {"change_note": "Corrects the year of the survey.", "correction": "We named the wrong year for the survey."}
    topic = corrected.topic
    second = actions.edit(edition=second, by=writer, topic=topic, **content, **note)
    published(second, writer, approver, corrected.first_public_at + timedelta(days=3))
    actions.withdraw(publication=withdrawn.publication, by=approver, reason="Newer figures have been published since.")


def _briefing(row: dict, writer: User, approver: User) -> None:
    """The newest release, as members were told of it."""
    release = Edition.objects.public().of_kinds("media_release").newest_first()[0]
    briefing = brief_members(edition=release, by=writer)
    body = f"{release.body}<h2>What this means for you</h2>{row['for_you']}"
    words = {"title": briefing.title, "summary": briefing.summary, "body": body}
    briefing = actions.edit(edition=briefing, by=writer, topic=release.topic, **words)
    published(briefing, writer, approver, release.first_public_at)
