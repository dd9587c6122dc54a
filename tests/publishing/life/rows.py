"""What the database holds, in one query whatever the number of texts: cheap enough to be compared after every step."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from publishing.models import Correction, Edition, Redirect
from tests.publishing.life.model import Office, Text, Version, tokens

PAPERS = ArrayAgg("about__document__title", filter=Q(about__document__isnull=False), default=[])
COLUMNS = ("pk", "publication", "publication__path", "publication__first_public_at", "number", "state", "title")
COLUMNS += ("topic__slug", "boilerplate__text", "contact_named", "withdrawn_at", "first_public_at", "public_during")


def rows_agree(office: Office) -> None:
    """Every version is what it should be now and at all times to come, the discarded ones too."""
    found = Edition.objects.order_by().annotate(papers=PAPERS).values_list(*COLUMNS, "papers")
    expected = {version.pk: _row(text, version) for text in office.texts for version in text.line + text.discarded}
    assert {row[0]: _row_as_known(*row[1:]) for row in found} == expected


def corrections_agree(office: Office) -> None:
    """Numbered without gaps, in force from the time of their version."""
    found = Correction.objects.order_by("publication", "number").values_list("publication", "number", "text", "at")
    expected = []
    for text in sorted(office.texts, key=lambda text: text.pk):
        made = [version for version in text.line if version.begins and version.correction]
        expected += [(text.pk, n, version.correction, version.begins) for n, version in enumerate(made, start=1)]
    assert list(found) == expected


def redirects_agree(office: Office) -> None:
    """Each former address once, and none that a text has again: it could not move away a second time."""
    expected = {(path, text.pk) for text in office.texts for path in text.former_paths}
    assert set(Redirect.objects.values_list("path", "publication")) == expected


def readers_agree(office: Office) -> None:
    """By the rule that all exits ask: whose time it is, at the clock's time."""
    expected = {version.pk for text in office.texts if (version := text.public(office.now))}
    assert set(Edition.objects.in_force().values_list("pk", flat=True)) == expected


def _row(text: Text, version: Version) -> tuple:
    number = text.number(version)
    begun = text.first_public_at if version.begins and number else None
    return (
        text.pk,
        text.path,
        text.first_public_at,
        number,
        version.state if number else "discarded",
        version.words,
        version.topic,
        version.about_us,
        version.contact,
        version.is_withdrawn,
        begun,
        *text.during(version),
        version.about,
    )


def _row_as_known(
    publication, path, first, number, state, title, topic, about_us, contact, withdrawn, begun, during, papers
):
    (words,), ends = tokens(title), (during.lower, during.upper) if during else (None, None)
    about_us = "".join(tokens(about_us or ""))
    known = (publication, path, first, number, state, words, topic, about_us, contact)
    return (*known, withdrawn is not None, begun, *ends, frozenset(papers))
