"""Texts at the stages of their lives."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing import actions
from tests.publishing import files

pytest.register_assert_rewrite("tests.publishing.life")

CONTENT = {
    "title": "Homes are closing",
    "summary": "In short, what we say and why it matters.",
    "body": "<p>At length.</p>",
}
LATER = CONTENT | {"body": "<p>At greater length.</p>", "change_note": "Adds Wales."}
# What readers are told of an image.
ABOUT = {
    "alt": "Two chairs at a table with a half-finished jigsaw.",
    "caption": "A kitchen in Ynys Môn.",
    "credit": "Photograph: Siân Llywarch",
    "licence": "with_news",
}


def minute_from_now(minutes=10):
    return timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=minutes)


@pytest.fixture
def approved(press_officer, chief_executive):
    """A function: an edition submitted by its author and approved by the chief executive."""

    def approve(edition, at=None):
        edition = actions.submit(edition=edition, by=press_officer)
        return actions.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=at)

    return approve


@pytest.fixture
def first(press_officer, approved):
    """A text that is public in its first version."""
    return approved(actions.start(kind="statement", by=press_officer, **CONTENT))


@pytest.fixture
def publication(first):
    return first.publication


@pytest.fixture
def moved(press_officer, chief_executive):
    """A function: a public release at another address, proposed by one and approved by another."""

    def move(publication, slug):
        proposed = actions.propose_move(publication=publication, by=press_officer, slug=slug)
        return actions.approve_move(publication=publication, by=chief_executive, seen=proposed.proposed_path)

    return move


@pytest.fixture
def following(press_officer):
    """A function: the next version of a publication, a draft with other words."""

    def follow(publication, **words):
        edition = actions.start_next(publication=publication, by=press_officer)
        return actions.edit(edition=edition, by=press_officer, **LATER | words)

    return follow


@pytest.fixture
def show(press_officer):
    """A function: show an image, or a document where a title is given."""

    def show(edition, raw=None, **about):
        kind = "document" if "title" in about else "image"
        raw = raw or (files.pdf() if kind == "document" else files.photograph())
        about = about if kind == "document" else ABOUT | about
        return actions.show(
            edition=edition, kind=kind, raw=raw, name_of_file="CANARY draft 3.jpg", by=press_officer, **about
        )

    return show
