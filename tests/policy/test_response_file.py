"""Our response as a DOCX: in the consulter's order, with its numbers and questions, and nobody's name in it unseen."""

import io
from zipfile import ZipFile

import pytest
from django.utils import timezone

from people.association import association
from people.models import SecurityEvent
from policy.drafting.parts import parts_of, question_in
from policy.models import Question
from policy.texts.actions import start_response
from publishing import actions as publishing
from publishing.actions import withhold
from publishing.models import Edition
from tests.policy.conftest import publish
from tests.policy.word import opened
from tests.reading import text
from typesetting.word.file import WordFile

BODY = """
<p>We speak for homes. See <a href="https://example.org/a b?q=é">our page</a>.</p>
<h2>Question 2</h2>
<p>Places <strong>matter <em>most</em></strong>.</p>
<h3>In Wales</h3>
<ol><li><p>First</p></li><li>Second<ul><li>Inner</li></ul></li></ol>
<ol start="4"><li>Fourth</li></ol>
<blockquote><p>Nights are long.</p></blockquote>
<h2>1. What about 1?</h2>
<p>Table 1: Places</p>
<table><tbody><tr><th>Year</th><th>Places</th></tr><tr><td>2025</td><td>=1+1</td></tr></tbody></table>
<h2>In the end</h2>
<p>Thank you.</p>
"""


def ask(number: str, text: str = "What about it?", **facts) -> Question:
    return Question(pk=abs(hash((number, text))), number=number, text=text, **facts)


@pytest.fixture
def edition(consultation, policy_officer):
    made = start_response(consultation=consultation, by=policy_officer, title="Our response: Siân Llŷr 🏡")
    return publishing.edit(edition=made, by=policy_officer, body=BODY, summary="What we say.")


def file_of(client, edition) -> str:
    return opened(client.get(f"/staff/policy/responses/{edition.pk}/file/").content)


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Question 4a", "4a"),
        ("question  4A: Do you agree?", "4a"),
        ("Q4a.", "4a"),
        ("4a) Do you agree?", "4a"),
        ("4. What else?", "4"),
        ("Question 4", "4"),
        ("Question 4.1", "4.1"),
        ("4.1. More", "4.1"),
        ("Question 4(b)", "4(b)"),
        ("And anything else?", ""),
        ("4 in 5 homes", None),
        ("Question 44", None),
        ("4.15 a night", None),
        ("Our answer to question 4", None),
        ("Part 1. Staff", None),
    ],
)
def test_a_heading_names_a_question_by_its_number_or_its_words(heading, found):
    questions = [
        ask("4"),
        ask("4a"),
        ask("4(b)"),
        ask("4.1"),
        ask("", "And anything\nelse?"),
        ask("", "Part 1. Staff", kind="separator"),
    ]
    named = question_in(heading, questions)
    assert (named.number if named else None) == found


def test_no_word_of_a_text_is_lost_in_its_parts():
    questions = [ask("1"), ask("2")]
    body = "Before.<p>A &amp; b</p><h3>2. Two</h3>tail<h3>Small</h3><h2>1. One</h2><h3>Inner</h3><p>x</p><h2>Last</h2>"
    parts = parts_of(body, questions)
    assert "".join(part.whole for part in parts) == body
    numbers = {question.pk: question.number for question in questions}
    assert [(numbers.get(part.question), part.html) for part in parts] == [
        (None, "Before.<p>A &amp; b</p>"),
        ("2", "tail"),
        (None, ""),
        ("1", "<h3>Inner</h3><p>x</p>"),
        (None, ""),
    ]
    assert parts_of("", questions) == []


def test_parts_stand_in_the_consulter_s_order_below_its_questions(signed_in, policy_officer, edition, consultation):
    consultation.questions.create(place=0, text="Part one", kind="separator", in_call=False)
    consultation.questions.create(number="3", place=3, text="Why?")
    found = file_of(signed_in(policy_officer), edition)
    assert found.headings == [
        (1, "Our response: Siân Llŷr 🏡"),
        (2, "Part one"),
        (3, "1. What about 1?"),
        (3, "2. What about 2?"),
        (4, "In Wales"),
        (3, "3. Why?"),
        (2, "In the end"),
    ]
    lines = found.lines
    assert lines.index(("Normal", "We speak for homes. See our page.")) < lines.index(("Heading 2", "Part one"))
    assert ("Quote", "Nights are long.") in lines
    assert lines[-2:] == [("Heading 2", "In the end"), ("Normal", "Thank you.")]
    assert ("Normal", "Nothing is written to this question yet.") in lines
    assert found.tables == [[["Year", "Places"], ["2025", "=1+1"]]]
    assert found.headed == [1]
    assert ("Caption", "Table 1: Places") in lines
    assert 'Target="https://example.org/a%20b?q=%C3%A9"' in found.part("word/_rels/document.xml.rels")
    assert "instrText" not in found.part("word/document.xml")


def test_each_list_counts_from_where_it_begins(signed_in, policy_officer, edition):
    found = file_of(signed_in(policy_officer), edition)
    first, second, inner, fourth = [each for each in found.document.paragraphs if each.style.name.startswith("List")]
    kept = [each._p.pPr.numPr.numId.val for each in (first, second, fourth)]
    assert kept[0] == kept[1] != kept[2]
    assert (inner.style.name, inner.text) == ("List Bullet 2", "Inner")
    numbering = found.document.part.numbering_part.element
    assert [numbering.num_having_numId(kept[place]).lvlOverride_lst[0].startOverride.val for place in (0, 2)] == [1, 4]
    bold = next(each for each in found.document.paragraphs if each.text == "Places matter most.").runs
    assert [(run.text, run.bold, run.italic) for run in bold[1:3]] == [("matter ", True, None), ("most", True, True)]


def test_a_draft_says_so_on_each_page_and_an_approved_version_does_not(
    signed_in, policy_officer, chief_executive, edition
):
    client = signed_in(policy_officer)
    draft = file_of(client, edition)
    assert draft.header == "DRAFT"
    assert "DRAFT. Version 1 of" in draft.words
    publishing.edit(
        edition=edition,
        by=policy_officer,
        summary="What homes say to both questions, in some words.",
        body="<p>Yes.</p>",
    )
    approved = publish(Edition.objects.get(), author=policy_officer, approver=chief_executive)
    sent = file_of(client, approved)
    assert sent.header == ""
    assert "Approved. Version 1 of" in sent.words
    assert sent.raw == file_of(client, approved).raw
    with ZipFile(io.BytesIO(sent.raw)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    withhold(edition=approved, reason="a provider took its words back.")
    assert file_of(client, approved).header == "WITHHELD: a provider took its words back."


def test_an_approved_text_of_one_piece_stands_as_it_is(signed_in, policy_officer, chief_executive, edition):
    words = {"summary": "What homes say to both questions, in some words.", "body": "<h2>All at once</h2><p>Yes.</p>"}
    publishing.edit(edition=edition, by=policy_officer, **words)
    approved = publish(Edition.objects.get(), author=policy_officer, approver=chief_executive)
    client = signed_in(policy_officer)
    assert [words for _, words in file_of(client, approved).headings][1:] == ["All at once"]
    Edition.objects.update(body="<h2>Question 1</h2><p>Yes.</p>")
    assert "We have no separate answer to this question." in file_of(client, approved).words
    assert "Question 2</a>: No part of its own" in text(client.get(f"/staff/texts/{approved.pk}/"))


def test_what_we_skip_says_so_without_the_reason(signed_in, policy_officer, edition, consultation):
    consultation.questions.create(number="3", place=3, text="Why?", answering="skip", skip_reason="CANARY-REASON")
    words = file_of(signed_in(policy_officer), edition).words
    assert "We do not answer this question." in words
    assert "CANARY-REASON" not in words


def test_its_properties_name_the_association_and_nobody(signed_in, policy_officer, edition):
    found = file_of(signed_in(policy_officer), edition)
    kept = found.document.core_properties
    ours = association().name
    assert (kept.title, kept.author, kept.last_modified_by) == ("Our response: Siân Llŷr 🏡", ours, ours)
    assert (kept.language, kept.comments, kept.created.date()) == ("en-GB", "", edition.saved_at.date())
    assert str(policy_officer) not in found.part("docProps/core.xml") + found.part("word/document.xml")
    assert 'w:val="en-GB"' in found.part("word/styles.xml")
    assert 'w:val="en-US"' not in found.part("word/styles.xml")


def test_control_characters_of_old_rows_break_nothing(signed_in, policy_officer, edition, consultation):
    Edition.objects.update(body="<h2>Question 1</h2><p>Soft\x0bbreak\x01 and\x1f \ufffe end</p>")
    words = file_of(signed_in(policy_officer), edition).words
    assert "Soft break and end" in words


def test_an_address_that_is_none_still_makes_a_file_that_opens():
    made = WordFile(title="Links", author="Us", made_at=timezone.now())
    made.rich([{"tag": "p", "of": [{"tag": "a", "href": "mailto:a b\x02ŵ@example.org", "of": ["Write"]}]}])
    assert 'Target="mailto:a%20b%C5%B5@example.org"' in opened(made.written()).part("word/_rels/document.xml.rels")


def test_forty_questions_are_in_it(signed_in, policy_officer, edition, consultation):
    for number in range(3, 41):
        consultation.questions.create(number=str(number), place=number, text=f"What about {number}?", in_call=False)
    body = "".join(f"<h2>Question {number}</h2><p>Answer {number}.</p>" for number in range(40, 0, -1))
    Edition.objects.update(body=body)
    client = signed_in(policy_officer)
    found = file_of(client, edition)
    assert found.words.count("Answer ") == 40
    assert [words for style, words in found.lines if words.startswith("Answer")][:2] == ["Answer 1.", "Answer 2."]


def test_it_is_recorded_and_for_who_reads_the_page(signed_in, policy_officer, press_officer, edition):
    address = f"/staff/policy/responses/{edition.pk}/file/"
    answer = signed_in(policy_officer).get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="Response to CARE-1, version 1.docx"'
    assert "no-store" in answer["Cache-Control"]
    assert SecurityEvent.objects.get(kind="exported").subject == "document: Response to CARE-1, version 1"
    assert signed_in(press_officer).get(address).status_code == 403
    assert signed_in(policy_officer).get("/staff/policy/responses/0/file/").status_code == 404
    page = signed_in(policy_officer).get(f"/staff/texts/{edition.pk}/").content.decode()
    assert f'href="{address}"' in page
