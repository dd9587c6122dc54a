"""Answers in words get themes from the desk, and are quoted as far as their provider allows."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from history import history_of
from policy.analysis.counts import disclosable_tables, table_of
from policy.analysis.respondents import respondents_to
from policy.coding import actions
from policy.coding.reading import extracts_of
from policy.models import Answer, AnswerCoding, AnswerTheme, Consultation, SentAnswer, Submission
from tests.conftest import make_provider
from tests.policy.conftest import in_days, make_consultation, make_sent
from tests.reading import errors, shown, text

SAID = "Nights are long.\nNobody  pays for them."


@pytest.fixture
def question(closed):
    """Question 1 of CARE-1, which members can answer no longer."""
    return closed.questions.get(number="1")


@pytest.fixture
def answer(question):
    return given(question, "Alder")


@pytest.fixture
def nights(question, policy_officer):
    return actions.add_theme(question=question, by=policy_officer, name="Nights")


@pytest.fixture
def pay(question, policy_officer):
    return actions.add_theme(question=question, by=policy_officer, name="Pay", meaning="What work earns.")


def given(question, name: str, words: str = SAID, consent: str = "attributed", nation: str = "england") -> Answer:
    sent = make_sent(question.consultation, make_provider(name, nation=nation), text=words, consent=consent)
    return sent.answers.get(question=question)


def themes_of(answer) -> dict:
    return {coding.theme.name: coding.extract for coding in answer.codings.live()}


def page(question) -> str:
    return f"/staff/policy/questions/{question.pk}/answers/"


def own(answer) -> str:
    return f"/staff/policy/answers/{answer.pk}/themes/"


def opened(client, answer) -> dict:
    """What the form of an answer sends as it was opened."""
    form = client.get(own(answer)).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_a_question_has_a_theme_of_a_name_once(question, policy_officer, nights):
    with pytest.raises(ValidationError, match="has a theme of that name already"):
        actions.add_theme(question=question, by=policy_officer, name="NIGHTS")
    other = question.consultation.questions.get(number="2")
    assert actions.add_theme(question=other, by=policy_officer, name="Nights").question == other


def test_themes_are_of_questions_in_words(question, policy_officer, nights):
    chosen = question.consultation.questions.create(place=3, text="Which?", kind="one", options=["Yes", "No"])
    with pytest.raises(ValidationError, match="not answered in words"):
        actions.add_theme(question=chosen, by=policy_officer, name="Pay")
    with pytest.raises(DatabaseError, match="not answered in words"), transaction.atomic():
        AnswerTheme.objects.create(question=chosen, name="Pay")
    with pytest.raises(DatabaseError, match="is of another question"), transaction.atomic():
        AnswerTheme.objects.update(question=question.consultation.questions.get(number="2"))


def test_the_name_of_a_theme_is_ours_for_it_leaves_the_team(question, policy_officer):
    words = "we keep two beds free for children who come"
    given(question, "Alder", words)
    with pytest.raises(ValidationError, match="These are words of a provider's answer"):
        actions.add_theme(question=question, by=policy_officer, name=words)


def test_nothing_is_coded_while_members_can_answer(signed_in, policy_officer, answer, nights):
    Consultation.objects.update(internal_deadline=in_days(2))
    for action in (
        lambda: actions.code(answer=answer, by=policy_officer, themes=[nights]),
        lambda: actions.add_theme(question=answer.question, by=policy_officer, name="Pay"),
        lambda: actions.change_theme(theme=nights, by=policy_officer, name="Pay"),
    ):
        with pytest.raises(ValidationError, match="Members can still answer"):
            action()
    client = signed_in(policy_officer)
    for address in (page(answer.question), own(answer), f"/staff/policy/answer-themes/{nights.pk}/"):
        seen = text(client.get(address))
        assert "Members can still answer. Their answers get themes once they cannot" in seen
        assert "Nights are long" not in seen


def test_who_may_not_write_or_not_read_codes_nothing(answer, nights, press_officer, chief_executive):
    for user in (press_officer, chief_executive):
        with pytest.raises(PermissionDenied):
            actions.code(answer=answer, by=user, themes=[nights])
        with pytest.raises(PermissionDenied):
            actions.add_theme(question=answer.question, by=user, name="Pay")


def test_an_answer_gets_themes_and_loses_them_and_both_stay_known(answer, nights, pay, policy_officer):
    actions.code(answer=answer, by=policy_officer, themes=[nights])
    actions.code(answer=answer, by=policy_officer, themes=[nights, pay])
    actions.code(answer=answer, by=policy_officer, themes=[pay])
    assert themes_of(answer) == {"Pay": ""}
    taken = AnswerCoding.objects.get(theme=nights)
    assert (taken.by, taken.removed_by, taken.removed_at is None) == (policy_officer, policy_officer, False)
    assert [entry.label for entry in history_of(taken)] == ["Changed", "Made"]
    actions.code(answer=answer, by=policy_officer, themes=[nights, pay])
    assert AnswerCoding.objects.count() == 3


def test_words_stand_in_the_answer_as_it_was_sent_last(answer, nights, policy_officer):
    def mark(words, of=nights):
        actions.code(answer=answer, by=policy_officer, themes=[nights], extract=words, extract_of=of)

    mark("long. Nobody pays")
    assert themes_of(answer) == {"Nights": "long. Nobody pays"}
    mark("Nights are long.")
    assert themes_of(answer) == {"Nights": "Nights are long."}
    assert AnswerCoding.objects.exclude(removed_at=None).get().extract == "long. Nobody pays"
    for words, of, sentence in [
        ("nights are short", nights, "do not stand so in the answer"),
        ("Nights are long.", None, "Choose the theme"),
        ("", nights, "Copy words of the answer"),
    ]:
        with pytest.raises(ValidationError, match=sentence):
            mark(words, of)
    SentAnswer.objects.create(answer=answer, text="Days are long.", consent="attributed")
    with pytest.raises(ValidationError, match="do not stand so"):
        mark("Nights are long.")
    mark("Days are long.")


def test_what_shows_a_theme_gives_it(answer, nights, policy_officer):
    actions.code(answer=answer, by=policy_officer, themes=[], extract="long", extract_of=nights)
    assert themes_of(answer) == {"Nights": "long"}


def test_other_themes_answers_that_are_not_sent_and_retired_themes_are_refused(answer, nights, pay, policy_officer):
    actions.code(answer=answer, by=policy_officer, themes=[pay])
    actions.change_theme(theme=nights, by=policy_officer, is_current=False)
    actions.change_theme(theme=pay, by=policy_officer, is_current=False)
    actions.code(answer=answer, by=policy_officer, themes=[pay])
    other = AnswerTheme.objects.create(question=answer.question.consultation.questions.get(number="2"), name="Beds")
    for theme in (nights, other):
        with pytest.raises(ValidationError, match="another question's, or retired"):
            actions.code(answer=answer, by=policy_officer, themes=[theme])
    Submission.objects.update(submitted_at=None)
    with pytest.raises(ValidationError, match="is not sent"):
        actions.code(answer=answer, by=policy_officer, themes=[pay])


def test_the_database_holds_what_the_actions_promise(answer, nights, policy_officer):
    other = AnswerTheme.objects.create(question=answer.question.consultation.questions.get(number="2"), name="Beds")
    actions.code(answer=answer, by=policy_officer, themes=[nights])
    for wrong, sentence in [
        ({"theme": other}, "is not of the question"),
        ({"theme": nights}, "answer_coding_once"),
        ({"theme": nights, "removed_by": policy_officer}, "answer_coding_removed_has_time"),
    ]:
        with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
            AnswerCoding.objects.create(answer=answer, by=policy_officer, **wrong)
    with pytest.raises(ProtectedError):
        nights.delete()


def test_answers_are_read_with_consent_and_themes_and_found_by_them(signed_in, policy_officer, answer, nights, pay):
    given(answer.question, "Birch", "Beds are few.", "not_public")
    actions.code(answer=answer, by=policy_officer, themes=[nights], extract="long", extract_of=nights)
    client = signed_in(policy_officer)
    seen = shown(client.get(page(answer.question)))
    assert "Alder Quote it with our name Nights are long. Nobody pays for them. Nights Policy" in seen
    assert "Birch Do not quote it: let it inform what you say Beds are few. Not coded yet" in seen
    assert "Pay 0 What work earns." in seen
    assert "Nights 1 –" in seen

    def found(query):
        return [
            str(each.answer.submission.provider)
            for each in client.get(page(answer.question) + query).context["answers"]
        ]

    assert found("?theme=none") == ["Birch"]
    assert found(f"?theme={nights.pk}") == ["Alder"]
    assert found(f"?theme={pay.pk}") == []
    assert found("?theme=x") == ["Alder", "Birch"]
    actions.change_theme(theme=nights, by=policy_officer, is_current=False)
    assert found("?theme=none") == ["Alder", "Birch"]


def test_themes_are_ticked_and_a_refusal_keeps_what_was_typed(signed_in, policy_officer, answer, nights, pay):
    client = signed_in(policy_officer)
    assert f'action="{own(answer)}?theme=none"' in text(client.get(page(answer.question) + "?theme=none"))
    typed = opened(client, answer) | {"themes": [pay.pk], "extract": "Nights are short", "extract_of": nights.pk}
    refused = client.post(own(answer), typed)
    assert refused.status_code == 422
    assert errors(refused) == [actions.NOT_THEIRS]
    assert "Nights are short</textarea>" in text(refused)
    assert re.search(rf'value="{pay.pk}"[^>]*checked', text(refused))
    saved = client.post(f"{own(answer)}?theme=none", typed | {"extract": "Nights are long."})
    assert saved.url == f"{page(answer.question)}?theme=none#answer-{answer.pk}"
    assert themes_of(answer) == {"Nights": "Nights are long.", "Pay": ""}


@pytest.mark.parametrize("extract", ["", "long"])
def test_two_windows_do_not_overwrite_each_other(signed_in, policy_officer, answer, nights, pay, extract):
    client = signed_in(policy_officer)
    actions.code(answer=answer, by=policy_officer, themes=[nights])
    typed = opened(client, answer) | {"themes": [nights.pk, pay.pk]}
    of = {"extract": extract, "extract_of": nights} if extract else {}
    actions.code(answer=answer, by=policy_officer, themes=[nights] if extract else [], **of)
    refused = client.post(own(answer), typed)
    assert refused.status_code == 422
    assert "changed this after you opened it" in errors(refused)[0]
    assert "Pay" not in themes_of(answer)


def test_a_theme_is_added_renamed_retired_and_brought_back_on_screens(signed_in, policy_officer, question):
    client = signed_in(policy_officer)
    client.post(f"{page(question)}themes/new/", {"name": "Night work"})
    theme = AnswerTheme.objects.get()
    address = f"/staff/policy/answer-themes/{theme.pk}/"
    assert f'href="{address}edit/"' in text(client.get(page(question)))
    client.post(f"{address}edit/", {"name": "Nights"})
    theme.refresh_from_db()
    assert (theme.name, theme.is_current) == ("Nights", False)
    assert "Retired" in text(client.get(page(question)))
    client.post(f"{address}edit/", {"name": "Nights", "is_current": "on"})
    assert AnswerTheme.objects.get().is_current
    again = client.post(f"{page(question)}themes/new/", {"name": "nights", "meaning": "What is typed."})
    assert again.status_code == 422
    assert "What is typed." in text(again)
    assert "Policy" in text(client.get(f"{address}history/"))


def test_who_reads_evidence_reads_themes_and_changes_none(signed_in, chief_executive, policy_officer, answer, nights):
    actions.code(answer=answer, by=policy_officer, themes=[nights], extract="long", extract_of=nights)
    client = signed_in(chief_executive)
    seen = text(client.get(page(answer.question)))
    assert "Nights are long" in seen
    assert "Choose its themes" not in seen
    assert "themes/new" not in seen
    assert "Change it" not in text(client.get(f"/staff/policy/answer-themes/{nights.pk}/"))
    assert client.get(own(answer)).status_code == 403


def test_quotes_follow_the_consent_sent_last(signed_in, policy_officer, answer, nights):
    hidden = given(answer.question, "Aspen", consent="not_public")
    unnamed = given(answer.question, "Birch", consent="anonymous")
    for each in (hidden, unnamed, answer):
        actions.code(answer=each, by=policy_officer, themes=[nights], extract="Nights are long.", extract_of=nights)
    client = signed_in(policy_officer)
    address = f"/staff/policy/answer-themes/{nights.pk}/"
    seen = client.get(address)
    assert [str(each.coding.answer.submission.provider) for each in seen.context["extracts"]] == [
        "Alder",
        "Birch",
        "Aspen",
    ]
    assert "Birch Nights are long. Quote it without our name Copy these words" in shown(seen)
    assert "Aspen Nights are long. Do not quote it: let it inform what you say" in shown(seen)
    copied = re.findall(r'data-copy="quote-(\d+)"', text(seen))
    assert copied == [str(each.codings.get().pk) for each in (answer, unnamed)]
    SentAnswer.objects.create(answer=answer, text=SAID, consent="not_public")
    assert len(re.findall("data-copy", text(client.get(address)))) == 1


def test_words_that_were_not_sent_last_are_no_quote(answer, nights, policy_officer):
    actions.code(answer=answer, by=policy_officer, themes=[nights], extract="Nights are long.", extract_of=nights)
    assert len(extracts_of(nights)) == 1
    SentAnswer.objects.create(answer=answer, text="Days are long.", consent="attributed")
    assert extracts_of(nights) == []


def test_quotes_are_of_live_codings_and_sent_answers(answer, nights, policy_officer):
    actions.code(answer=answer, by=policy_officer, themes=[nights], extract="Nights are long.", extract_of=nights)
    Submission.objects.update(submitted_at=None)
    assert extracts_of(nights) == []
    Submission.objects.update(submitted_at=in_days(-1))
    actions.code(answer=answer, by=policy_officer, themes=[])
    assert extracts_of(nights) == []


@pytest.mark.parametrize("many", [1, 30])
def test_pages_ask_as_often_for_any_number(
    signed_in, policy_officer, question, nights, pay, many, django_assert_num_queries
):
    for number in range(many):
        each = given(question, f"Alder {number:02}")
        actions.code(answer=each, by=policy_officer, themes=[nights, pay], extract="long", extract_of=pay)
    client = signed_in(policy_officer)
    client.get(page(question))
    with django_assert_num_queries(11):
        seen = client.get(page(question))
    assert len(seen.context["answers"]) == min(many, 20)
    with django_assert_num_queries(8):
        client.get(f"/staff/policy/answer-themes/{pay.pk}/")


def test_another_question_s_answers_are_not_shown(signed_in, policy_officer, answer, nights):
    elsewhere = make_consultation("CARE-2", ours=-1)
    given(elsewhere.questions.get(number="1"), "Elm", "Elsewhere.")
    assert "Elsewhere." not in text(signed_in(policy_officer).get(page(answer.question)))


@pytest.fixture
def coded(question, nights, policy_officer):
    """Seven in England and six in Wales name nights; five of each say something else."""
    for number in range(23):
        about = {"nation": "england" if number < 12 else "wales"}
        answer = given(question, f"Alder {number:02}", **about)
        if number < 7 or 12 <= number < 18:
            actions.code(answer=answer, by=policy_officer, themes=[nights])
    return question


def test_themes_are_counted_for_the_team_as_options_are(coded, pay):
    Answer.objects.filter(submission__provider__legal_name="Alder 22").update(text="")
    table = table_of(coded, respondents_to(coded.consultation), "nation")
    assert table.answers == ["Nights", "Pay", "No theme", "No answer"]
    assert [(row.name, row.base, row.numbers) for row in table.rows] == [
        ("All who sent answers", 23, [13, 0, 9, 1]),
        ("England", 12, [7, 0, 5, 0]),
        ("Wales", 11, [6, 0, 4, 1]),
    ]


def test_each_theme_leaves_the_team_by_itself_under_the_same_rule(coded, pay, policy_officer):
    few = Answer.objects.filter(
        question=coded, submission__provider__legal_name__in=[f"Alder {n:02}" for n in range(4)]
    )
    for answer in few:
        actions.code(answer=answer, by=policy_officer, themes=[pay, AnswerTheme.objects.get(name="Nights")])
    (table,) = disclosable_tables(coded, respondents_to(coded.consultation), "nation")
    assert (table.option, table.answers) == ("Nights", ["Named", "Not named"])
    assert [(row.name, row.numbers) for row in table.rows] == [
        ("All who sent answers", [13, 10]),
        ("England", [7, 5]),
        ("Wales", [6, 5]),
    ]


def test_retired_themes_and_codings_taken_away_do_not_count(coded, nights, pay, policy_officer):
    first, second = (coded.answers.get(submission__provider__legal_name=name) for name in ("Alder 00", "Alder 01"))
    actions.code(answer=first, by=policy_officer, themes=[pay])
    actions.code(answer=second, by=policy_officer, themes=[pay])
    actions.code(answer=second, by=policy_officer, themes=[])
    actions.change_theme(theme=nights, by=policy_officer, is_current=False)
    table = table_of(coded, respondents_to(coded.consultation), "")
    assert (table.answers, table.rows[0].numbers) == (["Pay", "No theme", "No answer"], [1, 22, 0])


def test_the_analysis_shows_themes_and_leads_to_the_answers(signed_in, policy_officer, coded):
    client = signed_in(policy_officer)
    seen = client.get("/staff/policy/consultations/CARE-1/analysis/?by=nation")
    assert f'href="{page(coded)}"' in text(seen)
    assert "Wales 11 6 55% 5 45% 0 0%" in shown(seen)
    sheet = client.get("/staff/policy/consultations/CARE-1/analysis/file/?format=csv").content.decode()
    assert '"Nights"' in sheet


def test_before_a_release_it_says_how_many_answers_have_no_theme(signed_in, policy_officer, coded):
    client, address = signed_in(policy_officer), "/staff/policy/consultations/CARE-1/analysis/release/"
    assert "10 answers in words have no theme" in text(client.get(address))
    for answer in coded.answers.filter(codings=None)[:3]:
        actions.code(answer=answer, by=policy_officer, themes=list(coded.answer_themes.all()))
    other = make_consultation("CARE-2").questions.first()
    given(other, "Elm")
    AnswerTheme.objects.create(question=other, name="Nights")
    pay = actions.add_theme(question=coded, by=policy_officer, name="Pay")
    assert "7 answers in words have no theme" in text(client.get(address))
    actions.change_theme(theme=pay, by=policy_officer, is_current=False)
    assert "7 answers in words have no theme" in text(client.get(address))
