"""Each kind of release says what its readers expect, and its form asks for that and nothing else."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.html import escape

from publishing import actions
from publishing.models import Edition, PressContact
from publishing.workflow import Refused

WORDS = {"title": "Homes are closing", "summary": "In short, what we say and why it matters."}
ALL = {"answers_title", "answers_link", "addressee", "signatories", "byline", "byline_job", "byline_about", "notes"}
ALL |= {"contact", "second_contact", "boilerplate"}
FOR_EDITORS = {"notes", "contact", "second_contact", "boilerplate"}


@pytest.fixture
def contacts(db):
    jo = PressContact.objects.create(name="Jo", job="Head of press", telephone="01632 960001", email="jo@cha.example")
    night = PressContact.objects.create(name="Gŵen", telephone="+44 (0)7700 900001", email="press@cha.example")
    return jo, night


@pytest.fixture
def typed_in(signed_in, press_officer):
    """A function: the answer to a start with a headline, then to words that are typed into the form."""

    def type_in(kind, typed):
        writer = signed_in(press_officer)
        address = writer.post(f"/staff/press/new/?kind={kind}", {"title": WORDS["title"]}).url
        return writer.post(address, WORDS | typed)

    return type_in


@pytest.fixture
def started(typed_in):
    """A function: the draft of a kind with words that were typed into its form."""

    def start(kind, typed):
        answer = typed_in(kind, typed)
        assert answer.status_code == 302, answer.content.decode()
        return Edition.objects.latest("pk")

    return start


@pytest.fixture
def published(started, client, press_officer, press_contact, chief_executive):
    """A function: the public page of a release that was typed into its form."""

    def publish(kind, **typed):
        typed = {"contact": press_contact.pk} | typed
        edition = started(kind, typed)
        for quotation in edition.quotations.all():
            actions.note_approval(quotation=quotation, by=press_officer, seen=quotation.seal, how="by telephone")
        edition = actions.submit(edition=edition, by=press_officer)
        actions.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
        return client.get(edition.publication.path).content.decode()

    return publish


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("media_release", FOR_EDITORS),
        ("statement", FOR_EDITORS),
        ("response_to_report", {"answers_title", "answers_link"} | FOR_EDITORS),
        ("blog", {"byline", "byline_job", "byline_about"}),
        ("open_letter", {"addressee", "signatories"} | FOR_EDITORS),
    ],
)
def test_a_form_asks_only_for_the_parts_of_its_kind(signed_in, press_officer, kind, parts):
    edition = actions.start(kind=kind, by=press_officer, body="<p>Words.</p>", **WORDS)
    page = signed_in(press_officer).get(f"/staff/texts/{edition.pk}/edit/").content.decode()
    assert {name for name in ALL if f'name="{name}"' in page} == parts


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("response_to_report", "Still to be written for this response to a report: “What it answers”"),
        ("blog", "Still to be written for this blog post: “Who writes”"),
        ("open_letter", "Still to be written for this open letter: “To whom”, “Who signs”"),
    ],
)
def test_a_draft_is_kept_without_what_readers_of_its_kind_expect_and_not_sent_for_approval(
    started, press_officer, kind, missing
):
    edition = started(kind, {"body": "<p>Words.</p>"})
    with pytest.raises(Refused, match=f"{missing}\\."):
        actions.submit(edition=edition, by=press_officer)
    edition.refresh_from_db()
    assert (edition.state, edition.body) == ("draft", "<p>Words.</p>")


def test_a_kind_that_is_none_starts_a_media_release(signed_in, press_officer):
    page = signed_in(press_officer).get("/staff/press/new/?kind=position_paper").content.decode()
    assert "<h1>New media release</h1>" in page


def test_a_media_release_names_two_people_who_can_be_rung(published, contacts):
    page = published(
        "media_release",
        body='<p>We ask.</p><ol><li>One</li><li>Two</li></ol><p>And</p><ol start="3"><li>Three</li></ol>'
        "<blockquote><p>“Words that someone said.”</p><p>– Ruth Amberley, chief executive</p></blockquote>",
        contact=contacts[0].pk,
        second_contact=contacts[1].pk,
    )
    assert '<ol start="3">' in page
    assert page.count("— Ruth Amberley, chief executive") == 1
    assert '<a href="tel:01632960001">01632 960001</a>' in page
    assert '<a href="tel:+4407700900001">+44 (0)7700 900001</a>' in page
    assert "Gŵen" in page
    assert "<h2>Contacts</h2>" in page
    assert "ENDS" in page


def test_a_response_leads_to_the_report_that_it_answers(published):
    page = published(
        "response_to_report", body="<p>Words.</p>", answers_title="A report <b>", answers_link="gov.example/report"
    )
    assert f'<a href="https://gov.example/report">{escape("A report <b>")}</a>' in page


def test_a_blog_post_says_who_writes_and_has_no_ends(published):
    page = published(
        "blog",
        body="<p>Words.</p>",
        byline="Siân ap Dŵr",
        byline_job="manager, One Home",
        byline_about="Siân likes tea.",
    )
    assert "Siân ap Dŵr, manager, One Home" in page
    assert "Siân likes tea." in page
    assert "ENDS" not in page
    assert "Notes to editors" not in page


def test_an_open_letter_has_its_addressee_and_every_name_under_it(published):
    names = [f"Person {number} O’Neill-Prŷs, owner, Home {number} Ltd" for number in range(50)]
    page = published(
        "open_letter",
        body="<p>Dear Minister,</p><p>Words.</p>",
        addressee="The Minister & others",
        signatories="\r\n".join([*names, "", " "]),
    )
    assert "To: The Minister &amp; others" in page
    assert page.count("<li>Person") == 50


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("response_to_report", {"answers_link": "javascript:alert(1)", "answers_title": "A"}, "Enter a valid URL."),
        ("media_release", {"second_contact": 0}, "Choose two different contacts, the first of them above."),
        (
            "media_release",
            {"contact": 0, "second_contact": 0},
            "Choose two different contacts, the first of them above.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(typed_in, contacts, kind, typed, sentence):
    typed = {name: contacts[value].pk if value == 0 else value for name, value in typed.items()}
    assert sentence in typed_in(kind, {"body": "<p>W</p>"} | typed).content.decode()
    assert Edition.objects.get().body == ""


@pytest.mark.parametrize(
    "wrong", [{"answers_link": "https://x.example/"}, {"answers_title": "A", "answers_link": "javascript:alert(1)"}]
)
def test_the_database_takes_no_link_without_a_title_or_scheme(press_officer, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.start(kind="response_to_report", by=press_officer, body="<p>W</p>", **WORDS, **wrong)


def test_every_part_is_approved_and_goes_on_to_the_next_version(press_officer, chief_executive, contacts):
    edition = actions.start(kind="open_letter", by=press_officer, body="<p>W</p>", **WORDS)
    hashes = {edition.content_hash}
    parts = {name: f"New {name}" for name in ALL - FOR_EDITORS - {"answers_link"}}
    parts |= {"answers_link": "https://x.example/", "notes": "<p>N</p>"}
    parts |= {"contact": contacts[0], "second_contact": contacts[1]}
    for name, value in parts.items():
        setattr(edition, name, value)
        hashes.add(edition.content_hash)
    assert len(hashes) == 1 + len(parts)
    edition = actions.edit(edition=edition, by=press_officer, **WORDS, **parts)
    edition = actions.submit(edition=edition, by=press_officer)
    actions.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
    following = actions.start_next(publication=edition.publication, by=press_officer)
    assert {name: getattr(following, name) for name in parts} == parts
