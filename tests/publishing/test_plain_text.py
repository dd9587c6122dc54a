"""The line above a release, and the release as plain words."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from publishing import actions, clock
from publishing.models import Boilerplate, Edition, PressContact
from publishing.templatetags.publishing import embargo_line
from tests.publishing.conftest import CONTENT, minute_from_now
from tests.reading import text

PAGE = "/press/homes-are-closing/"
TEXT = f"{PAGE}text/"


def line(edition):
    return embargo_line(Edition.objects.with_page().get(pk=edition.pk))


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (datetime(2098, 6, 3, 23, 1, tzinfo=UTC), "Embargoed until 00:01, Wednesday 4 June 2098, London time (BST)"),
        (datetime(2098, 1, 9, 9, 30, tzinfo=UTC), "Embargoed until 09:30, Thursday 9 January 2098, London time (GMT)"),
    ],
)
def test_an_embargo_has_hour_weekday_date_and_zone(press_officer, approved, instant, said):
    edition = approved(actions.start(kind="statement", by=press_officer, **CONTENT), instant)
    assert line(edition) == said
    with clock.at(instant):
        assert line(edition) == "For immediate release"


def test_a_draft_is_not_for_publication(press_officer):
    edition = actions.start(kind="statement", by=press_officer, **CONTENT)
    assert line(edition) == "Draft, not for publication"


def test_staff_see_the_embargo_and_readers_that_it_is_over(signed_in, client, press_officer, approved):
    at = minute_from_now()
    edition = approved(actions.start(kind="statement", by=press_officer, **CONTENT), at)
    assert "Embargoed until" in text(signed_in(press_officer).get(f"/staff/texts/{edition.pk}/"))
    with clock.at(at):
        page = text(client.get(PAGE))
    assert "For immediate release" in page
    assert "Embargoed" not in page


def test_a_policy_text_is_not_labelled_as_a_release(client, policy_officer, chief_executive):
    edition = actions.submit(
        edition=actions.start(kind="position_paper", by=policy_officer, **CONTENT), by=policy_officer
    )
    actions.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
    assert "For immediate release" not in text(client.get("/policy/positions/homes-are-closing/"))
    assert "For immediate release" not in text(client.get("/policy/positions/homes-are-closing/text/"))


@pytest.fixture
def whole(press_officer, approved):
    """A release with everything that one can have."""
    contact = PressContact.objects.create(
        name="Siân Prosser", job="Press", telephone="020 7946 0180", email="p@a.example"
    )
    about = Boilerplate.objects.create(name="Short", text="<p>We speak for providers.</p>")
    words = {
        "title": "Homes & <closing>",
        "summary": "In short, what we say and why it matters.",
        "body": "<p>At &amp; length.</p><ul><li>One</li><li>Two</li></ul>",
        "notes": "<p>Source: Ofsted.</p>",
        "byline": "Tŷ Glas",
        "addressee": "The Minister",
        "signatories": "Jo, owner\nSiân, manager",
    }
    return approved(actions.start(kind="media_release", by=press_officer, contact=contact, boilerplate=about, **words))


def test_the_plain_text_has_everything_in_the_order_that_newsrooms_expect(client, whole):
    answer = client.get(f"{whole.publication.path}text/")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    blocks = text(answer).split("\n\n")
    assert blocks[2].startswith(f"{timezone.localtime().day} ")
    del blocks[2]
    assert blocks == [
        "MEDIA RELEASE",
        "For immediate release",
        "Homes & <closing>",
        "By Tŷ Glas",
        "To: The Minister",
        "In short, what we say and why it matters.",
        "At & length.",
        "- One\n- Two",
        "Signed by",
        "Jo, owner\nSiân, manager",
        "ENDS",
        "Contact",
        "Siân Prosser, Press\n020 7946 0180\np@a.example",
        "Notes to editors",
        "Source: Ofsted.",
        "About Children's Homes Association",
        "We speak for providers.",
        "http://127.0.0.1:8000/press/homes-closing/\n",
    ]


def test_what_a_release_has_not_leaves_no_empty_heading(client, first):
    words = text(client.get(TEXT))
    assert "ENDS\n\nContact\n\nJo\n01632 960001" in words
    assert words.endswith("jo@association.example\n\nhttp://127.0.0.1:8000/press/homes-are-closing/\n")
    for heading in ("Notes", "About", "By ", "Figures", "\n\n\n", "None"):
        assert heading not in words


def test_corrections_updates_and_a_withdrawal_are_in_it(client, publication, following, approved, chief_executive):
    approved(following(publication, correction="It was Wales.", change_note="Names Wales."))
    actions.withdraw(publication=publication, by=chief_executive, reason="Newer figures.")
    words = text(client.get(TEXT))
    assert "Correction 1, " in words
    assert ": It was Wales." in words
    assert ": Names Wales." in words
    assert "WITHDRAWN " in words
    assert ": Newer figures." in words


def test_the_plain_text_follows_the_rule_of_its_page(client, press_officer, approved, chief_executive):
    at = minute_from_now()
    edition = approved(actions.start(kind="statement", by=press_officer, **CONTENT), at)
    assert client.get(TEXT).status_code == 404
    with clock.at(at):
        assert client.get(TEXT).status_code == 200
        actions.remove(publication=edition.publication, by=chief_executive, reason="Wrong.")
        assert client.get(TEXT).status_code == 410
    assert client.get("/press/text/").status_code == client.get("/text/").status_code == 404


def test_the_page_links_to_its_plain_text_and_the_button_waits_for_javascript(client, first):
    page = text(client.get(PAGE))
    assert f'<a href="{TEXT}">Read as plain text</a>' in page
    assert f'data-copies="{TEXT}" hidden>' in page


@pytest.mark.parametrize(("path", "queries"), [(PAGE, 3), (TEXT, 2)])
def test_a_release_takes_three_queries_and_as_plain_text_two_and_with_versions_two_more(
    client, first, publication, following, approved, path, queries, django_assert_num_queries
):
    with django_assert_num_queries(queries):
        client.get(path)
    approved(following(publication))
    with django_assert_num_queries(queries + 2):
        client.get(path)
