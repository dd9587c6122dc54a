"""Texts that no reader may know of yet, or any more, at each stage of their lives, every word of them a token."""

from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from people.models import User
from policy.about.actions import say_about
from policy.models import PositionPaper
from publishing import actions
from publishing.models import Attachment, Edition, Publication
from tests.publishing.files import image

# What a reader may not come upon in the stages below: part of each word, and of the addresses that follow headlines.
TOKEN = "zxhidden"
STAGES = [
    *("draft", "submitted", "scheduled", "scheduled position", "next", "taken back", "called off", "removed"),
    *("members", "desk", "scheduled briefing"),
]


def text(stage: str, by: User, topic, kind: str = "media_release", **more) -> Edition:
    """A draft whose every field says `zxhidden` and its stage."""
    word = TOKEN + stage.replace(" ", "")
    edition = actions.start(
        kind=kind,
        by=by,
        topic=topic,
        title=f"{word} headline",
        summary=f"{word} summary of a text that is hidden",
        body=f"<p>{word} body, and Summary of Published release.</p><blockquote><p>{word} quotation</p></blockquote>",
        notes=f"<p>{word} notes</p>",
        byline=f"{word} byline",
        **more,
    )
    return illustrate(edition, word, by)


def illustrate(edition: Edition, word: str, by: User) -> Edition:
    """Show an image in two sizes and a document, where the kind shows files: every word of theirs is a token too."""
    if edition.publication.kind.shows_files:
        told = {"alt": f"{word} alt", "caption": f"{word} caption", "credit": f"{word} credit", "licence": "with_news"}
        picture, table = image("PNG", (400, 200)), f"{word},number\n1,2".encode()
        show = partial(actions.show, edition=edition, by=by, name_of_file=word)
        show(kind="image", raw=picture, **told)
        show(kind="document", raw=table, title=f"{word} table")
    return edition


def files() -> list[Attachment]:
    """The files that only hidden texts show."""
    return list(Attachment.objects.filter(name__startswith=TOKEN))


def spoken(edition: Edition) -> Edition:
    """The same, each quotation approved by its speaker."""
    for quotation in edition.quotations.all():
        writer, said = edition.authors.first(), {"speaker": f"{TOKEN} speaker", "job": "", "user": None}
        quotation = actions.attribute(quotation=quotation, by=writer, **said)
        actions.note_approval(quotation=quotation, by=writer, seen=quotation.seal, how="by telephone")
    return edition


def hide(world, at: datetime) -> dict[str, Publication]:
    """One text in each stage, by stage; what is scheduled becomes public `at`."""
    press, chief = world.people["press"], world.people["chief"]

    def approved(stage, moment, **more):
        draft = spoken(text(stage, press, world.topic, **more))
        if stage == "scheduled":
            subjects = {"documents": [world.public_document], "consultations": [world.consultation]}
            say_about(edition=draft, by=press, **subjects)
        edition = actions.submit(edition=draft, by=press)
        return actions.approve(edition=edition, by=chief, seen=edition.content_hash, public_from=moment)

    made = {"draft": text("draft", press, world.topic)}
    made["submitted"] = actions.submit(edition=text("submitted", press, world.topic), by=press)
    made["scheduled"] = approved("scheduled", at)
    made["scheduled position"] = _position(world, at)
    made["taken back"] = actions.pull(edition=approved("taken back", at), by=chief, reason=TOKEN)
    called_off = actions.pull(edition=approved("called off", at), by=press, reason=TOKEN)
    made["called off"] = actions.discard_draft(edition=called_off, by=press)
    made["removed"] = approved("removed", None)
    actions.remove(publication=made["removed"].publication, by=chief, reason=TOKEN)
    made["members"] = approved("members", None)
    Publication.objects.filter(pk=made["members"].publication_id).update(audience="members")
    made["scheduled briefing"] = approved("scheduled briefing", at, kind="briefing")
    made["desk"] = approved("desk", None, kind="line_to_take", expires_on=at.date())
    return {stage: edition.publication for stage, edition in made.items()} | {"next": _next(world, at)}


def _position(world, at) -> Edition:
    policy = world.people["policy"]
    edition = text("scheduled position", policy, world.topic, kind="position_paper")
    asks = f"{edition.body}<h2>What we ask for</h2><ol><li>{TOKEN} ask</li></ol>"
    words = {name: getattr(edition, name) for name in ("title", "summary", "notes", "byline")}
    edition = actions.edit(edition=edition, by=policy, body=asks, **words)
    PositionPaper.objects.create(publication=edition.publication)
    edition = actions.submit(edition=spoken(edition), by=world.people["policy"])
    return actions.approve(edition=edition, by=world.people["chief"], seen=edition.content_hash, public_from=at)


def _next(world, at) -> Publication:
    """A public text whose next version waits for its time."""
    press, publication = world.people["press"], world.release.publication
    edition = actions.start_next(publication=publication, by=press)
    word = f"{TOKEN}next"
    words = {name: f"<p>{word} {name} of a hidden text</p>" for name in ("title", "summary", "body", "notes", "byline")}
    edition = actions.edit(
        edition=edition,
        by=press,
        topic=world.topic,
        **words,
        change_note=f"{word} note",
        correction=f"{word} correction",
    )
    edition = illustrate(edition, word, press)
    edition = actions.submit(edition=edition, by=press)
    actions.approve(edition=edition, by=world.people["chief"], seen=edition.content_hash, public_from=at)
    return publication


def minute_from_now() -> datetime:
    return timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=10)
