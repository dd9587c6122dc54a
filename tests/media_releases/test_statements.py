"""A holding statement from a template: blanks, the draft within seconds, and three screens to "sent for approval"."""

import pytest
from django.core.exceptions import PermissionDenied

from media_releases import actions
from media_releases.models import StatementTemplate
from publishing import actions as publishing
from publishing.models import Boilerplate, Edition, PressContact
from publishing.richtext.blanks import blanks_in, filled
from publishing.workflow import Refused
from tests.media_releases.test_views import make_enquiry
from tests.reading import text

LIST, TEMPLATES = "/staff/press/statements/", "/staff/press/templates/"
WORDS = {
    "name": "A report leaks",
    "title": "On [the report]",
    "summary": "What we say today, and no more, of [the report].",
    "body": "<p>[Who] wrote <em>[the report]</em>.</p>",
    "notes": "<p>[Time]</p>",
}


@pytest.fixture
def template(press_officer):
    return actions.save_template(template=StatementTemplate(**WORDS), by=press_officer)


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("[a] and [b], again [a]", ["a", "b"]),
        ("[ the report ]", ["the report"]),
        ("[] [[a]] [" + "x" * 81 + "]", ["a"]),
        ("[figure 12] and [Figures of Wales]", ["Figures of Wales"]),
        ("[2021] EWHC 3 and [12]", []),
        ("none", []),
    ],
)
def test_blanks_are_what_stands_in_square_brackets(text, blanks):
    assert blanks_in(text) == blanks


def test_a_blank_without_an_answer_stays():
    assert filled("[a] [b] [a]", {"a": "one", "b": ""}) == "one [fill in: b] one"


def test_three_screens_from_the_dashboard_to_sent_for_approval(signed_in, press_officer, template):
    contact = PressContact.objects.first()
    about = Boilerplate.objects.create(name="Short", text="<p>About us.</p>")
    client = signed_in(press_officer)
    first = f"{LIST}{template.pk}/"
    assert f'href="{first}"' in text(client.get("/dashboard/"))
    assert "The report" in text(client.get(first))
    typed = {"blank_0": "Tŷ & <b>Teulu</b>", "blank_1": "Estyn", "blank_2": "9am"}
    second = client.post(first, typed)
    edition = Edition.objects.get()
    assert second.url == f"/staff/texts/{edition.pk}/"
    assert edition.title == "On Tŷ & <b>Teulu</b>"
    assert edition.body == "<p>Estyn wrote <em>Tŷ &amp; &lt;b&gt;Teulu&lt;/b&gt;</em>.</p>"
    assert (edition.contact, edition.boilerplate, edition.notes) == (contact, about, "<p>9am</p>")
    client.post(f"{second.url}submit/")
    edition.refresh_from_db()
    assert (edition.state, edition.publication.kind_name) == ("submitted", "statement")


def test_an_unfilled_blank_keeps_a_text_from_approval_and_is_named(signed_in, press_officer, template):
    client = signed_in(press_officer)
    address = client.post(f"{LIST}{template.pk}/", {"blank_0": "the review", "blank_1": "Ofsted"}).url
    page = text(client.post(f"{address}submit/", follow=True))
    assert "The template left this open: [fill in: Time]." in page
    edition = Edition.objects.get()
    assert edition.state == "draft"
    words = {"title": edition.title, "summary": edition.summary, "body": edition.body, "notes": "<p>9am (BST)</p>"}
    edition = publishing.edit(edition=edition, by=press_officer, **words)
    assert publishing.submit(edition=edition, by=press_officer).state == "submitted"


@pytest.mark.parametrize("field", ["title", "summary", "body", "notes"])
def test_a_blank_is_found_wherever_readers_would_meet_it(press_officer, field):
    words = {
        "title": "Head",
        "summary": "In short, what happens and why it matters.",
        "body": "<p>At length.</p>",
        "notes": "",
    }
    words[field] = (
        "<p>[fill in: name <em>of</em> the report]</p>"
        if field in {"body", "notes"}
        else "[fill in: name of the report]"
    )
    edition = publishing.start(kind="blog", by=press_officer, **words)
    with pytest.raises(Refused, match="name of the report"):
        publishing.submit(edition=edition, by=press_officer)


def test_a_statement_from_an_enquiry_stays_linked_to_it(signed_in, press_officer, template):
    enquiry, client = make_enquiry(), signed_in(press_officer)
    assert f"{LIST}?enquiry={enquiry.pk}" in text(client.get(f"/staff/press/enquiries/{enquiry.pk}/"))
    page = text(client.get(f"{LIST}?enquiry={enquiry.pk}"))
    assert f"{LIST}{template.pk}/?enquiry={enquiry.pk}" in page
    assert f"?enquiry={enquiry.pk}" in page
    client.post(f"{LIST}{template.pk}/?enquiry={enquiry.pk}", {"blank_0": ""})
    assert Edition.objects.get().publication.release.enquiry == enquiry


def test_a_headline_that_grows_too_long_is_refused_and_what_was_typed_is_kept(signed_in, press_officer, template):
    page = signed_in(press_officer).post(f"{LIST}{template.pk}/", {"blank_0": "x" * 170})
    assert page.status_code == 422
    assert "The headline has 173 characters with these words, and may have 160." in text(page)
    assert "x" * 170 in text(page)
    assert not Edition.objects.exists()


def test_the_press_desk_keeps_templates_and_nobody_else(signed_in, press_officer, chief_executive, template):
    client = signed_in(press_officer)
    client.post(f"{TEMPLATES}new/", WORDS | {"name": "Storm", "body": "Plain <script>x</script>words"})
    made = StatementTemplate.objects.get(name="Storm")
    assert "script" not in made.body
    client.post(f"{TEMPLATES}{made.pk}/edit/", WORDS | {"name": "Storms"})
    assert TEMPLATES in text(client.get(LIST))
    client.post(f"{TEMPLATES}arrange/", {"up": made.pk})
    assert [row.name for row in StatementTemplate.objects.current()] == ["Storms", template.name]
    client.post(f"{TEMPLATES}arrange/", {"retire": made.pk})
    made.refresh_from_db()
    assert (made.name, made.is_current) == ("Storms", False)
    assert client.get(f"{LIST}{made.pk}/").status_code == 404, "no longer offered"
    assert "Storms" in text(client.get(f"{TEMPLATES}{made.pk}/history/"))
    assert "Nothing is left" in text(client.post(f"{TEMPLATES}new/", WORDS | {"body": "<p> </p>"}))
    with pytest.raises(PermissionDenied):
        actions.save_template(template=template, by=chief_executive)
    assert not StatementTemplate.objects.visible_to(chief_executive).exists()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_template_list_takes_the_same_queries_for_any_number(
    signed_in, press_officer, count, django_assert_num_queries
):
    for number in range(count):
        StatementTemplate.objects.create(**WORDS | {"name": f"Template {number}"})
    client = signed_in(press_officer)
    with django_assert_num_queries(5):
        client.get(LIST)
