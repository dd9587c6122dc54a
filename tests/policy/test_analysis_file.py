"""The analysis as a DOCX: the page's numbers with their base, and words only as far as their provider allows."""

import pytest
import time_machine

from people.models import SecurityEvent
from policy.analysis import released
from policy.analysis.word import analysis_docx
from policy.coding.actions import add_theme, code
from policy.models import Answer, AnswerTheme, Consultation, SentAnswer
from tests.conftest import make_provider
from tests.policy.conftest import in_days, make_member, make_sent
from tests.policy.test_analysis import PAGE, answer, answered, asked  # noqa: F401 - fixtures
from tests.policy.word import opened
from tests.reading import text

FILE = f"{PAGE}document/"
SAID = "Nights are long, and nobody pays for them: =cmd|'/c calc'!A0"


@pytest.fixture
def coded(answered, policy_officer):  # noqa: F811
    """Three providers said why, each with another consent; their words are marked for “Nights”."""
    question = answered.questions.get(kind="text")
    nights = add_theme(question=question, by=policy_officer, name="Nights")
    add_theme(question=question, by=policy_officer, name="Pay")
    for name, consent in (
        ("Tŷ Gŵyn 🏡", "attributed"),
        ("CANARY-UNNAMED", "anonymous"),
        ("CANARY-SILENT", "not_public"),
    ):
        sent = make_sent_words(answered, name, f"{SAID} {name[:6].strip()}", consent)
        code(answer=sent, by=policy_officer, themes=[nights], extract=sent.text, extract_of=nights)
    return answered


def make_sent_words(consultation, name: str, words: str, consent: str) -> Answer:
    made = answer(consultation, name, None, None, None, words).answers.get()
    Answer.objects.filter(pk=made.pk).update(consent=consent)
    SentAnswer.objects.create(answer=made, text=words, consent=consent)
    return Answer.objects.select_related("question__consultation").get(pk=made.pk)


def file_of(client, query=""):
    return opened(client.get(f"{FILE}{query}").content)


def test_it_has_what_the_page_has_with_base_and_non_response(signed_in, policy_officer, coded):
    make_member(make_provider("Silent"))
    client = signed_in(policy_officer)
    found = file_of(client, "?by=nation")
    assert found.headings == [
        (1, "Analysis: Consultation CARE-1"),
        (2, "1. Do you agree?"),
        (2, "2. What do you miss?"),
        (2, "3. How many nights?"),
        (2, "4. Why?"),
        (3, "In members’ words: Nights"),
    ]
    assert "Providers that sent answers: 21 (base)." in found.words
    assert "17 of 21 answered; 4 gave no answer." in found.words
    assert "Told apart by: Nation." in found.words
    assert "Lowest 0, in the middle 5.5, highest 11." in found.words
    assert found.tables[0] == [
        ["Who", "n", "Yes", "No", "Unsure", "No answer"],
        ["All who sent answers", "21", "10 (48%)", "7 (33%)", "0 (0%)", "4 (19%)"],
        ["England", "15", "7 (47%)", "5 (33%)", "0 (0%)", "3 (20%)"],
        ["Wales", "6", "3 (50%)", "2 (33%)", "0 (0%)", "1 (17%)"],
    ]
    assert found.tables[2][0] == ["Who", "n", "Nights", "Pay", "No theme", "No answer"]
    assert found.headed == [1, 1, 1]
    assert found.header == "For the team alone: a small number tells what a member answered."
    assert f'href="{FILE}?by=nation"' in text(client.get(PAGE, {"by": "nation"}))
    assert SecurityEvent.objects.get(kind="exported").subject == "document: Analysis of CARE-1"


def test_words_stand_in_it_as_far_as_their_provider_allows(signed_in, policy_officer, coded):
    client = signed_in(policy_officer)
    found = file_of(client)
    assert [words for style, words in found.lines if style == "Quote"] == [f"{SAID} CANARY", f"{SAID} Tŷ Gŵy"]
    assert "– Tŷ Gŵyn 🏡" in found.words
    assert "– A provider, without its name" in found.words
    assert "CANARY-" not in found.words
    assert "instrText" not in found.part("word/document.xml")
    last = Answer.objects.get(consent="attributed", codings__isnull=False)
    SentAnswer.objects.create(answer=last, text=last.text, consent="not_public")
    assert "Tŷ" not in file_of(client).words
    AnswerTheme.objects.update(is_current=False)
    assert "members’ words" not in file_of(client).words


def test_a_question_with_control_characters_breaks_nothing(signed_in, policy_officer, coded):
    coded.questions.create(number="5", place=5, text="Soft\x0bbreak\x02?")
    assert (2, "5. Soft\nbreak?") in file_of(signed_in(policy_officer)).headings


def test_it_is_the_same_all_day(coded):
    with time_machine.travel("2027-03-01 09:00+00:00"):
        first = analysis_docx(coded, "")
    with time_machine.travel("2027-03-01 09:30:01+00:00"):
        assert analysis_docx(coded, "") == first


def test_nothing_is_counted_in_it_while_members_can_answer(signed_in, policy_officer, coded):
    Consultation.objects.update(internal_deadline=in_days(1))
    assert signed_in(policy_officer).get(FILE).url == PAGE
    assert not SecurityEvent.objects.filter(kind="exported").exists()


def test_the_released_tables_are_a_file_of_their_own(signed_in, policy_officer, coded):
    tables = released.release(consultation=coded, division="sector", by=policy_officer)
    client = signed_in(policy_officer)
    found = opened(client.get(f"{PAGE}released/document/").content)
    assert found.tables[0] == [
        ["Who", "n", "Yes", "Another answer, or none"],
        ["All who sent answers", "21", "10 (48%)", "11 (52%)"],
        ["Private", "21", "10 (48%)", "11 (52%)"],
    ]
    assert found.header == ""
    assert found.document.core_properties.created.date() == tables.released_at.date()
    assert "CANARY" not in found.words
    assert f'href="{PAGE}released/document/"' in text(client.get(f"{PAGE}released/"))


@pytest.mark.parametrize("more", [0, 5])
def test_it_asks_as_often_for_any_number(
    signed_in, policy_officer, consultation, more, provider, django_assert_num_queries
):
    for number in range(1 + more):
        made = make_sent(consultation, make_provider(f"Alder {number}"), text=SAID)
        for given in made.answers.all():
            theme = given.question.answer_themes.create(name=f"Theme {number}")
            theme.codings.create(answer=given, extract=SAID, by=policy_officer)
    Consultation.objects.update(internal_deadline=in_days(-1))
    client = signed_in(policy_officer)
    client.get(FILE)
    with django_assert_num_queries(19):
        assert file_of(client).words.count(SAID) == 2 * (1 + more)


def test_who_may_not_read_evidence_has_no_file(signed_in, press_officer, coded):
    assert signed_in(press_officer).get(FILE).status_code == 403
    assert signed_in(press_officer).get(f"{PAGE}released/document/").status_code == 403
