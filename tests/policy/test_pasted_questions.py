"""Questions as Word and PDF give them: read without a loss, looked at by a person, and then kept."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.models import Question
from policy.questions.pasted import Asked, faults, gaps, read, written
from tests.reading import text

PASTE = "/staff/policy/consultations/CARE-1/questions/paste/"
LISTS = {
    "named": ("Question 4a: Do you agree?\nQuestion 4b\nWhy?", [("4a", "Do you agree?"), ("4b", "Why?")]),
    "short": ("Q12. Why?\nQ13 How?\nq 14) When?", [("12", "Why?"), ("13", "How?"), ("14", "When?")]),
    "parts in one line": (
        "4. a) Do you agree?\n4. b) Why?\n5. (ii) How?",
        [("4a", "Do you agree?"), ("4b", "Why?"), ("5(ii)", "How?")],
    ),
    "brackets": ("12(ii) How?\n12(iii). Why?", [("12(ii)", "How?"), ("12(iii)", "Why?")]),
    "parts without a sign": ("4.1 How?\n4.2 Why?\n4a When?", [("4.1", "How?"), ("4.2", "Why?"), ("4a", "When?")]),
    "tab": ("1\tHow?\n2.\tWhy?", [("1", "How?"), ("2", "Why?")]),
    "broken lines": ("1. Do you agree\nthat in 2027\n\nit ends?", [("1", "Do you agree that in 2027 it ends?")]),
    "hyphen": ("1. What of multi-\nagency work?", [("1", "What of multi-agency work?")]),
    "before": ("We ask:\n1. How?\n2. Why?", [("", "We ask:"), ("1", "How?"), ("2", "Why?")]),
    "lost numbers": ("1. How?\n1. Why?\n1. When?", [("1", "How?"), ("2", "Why?"), ("3", "When?")]),
    "no numbers": ("How is\nit done?\n\nWhy?", [("1", "How is it done?"), ("2", "Why?")]),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read(name):
    pasted, expected = LISTS[name]
    assert [(item.number, item.text) for item in read(pasted)] == expected


def test_bullets_and_letters_below_a_question_are_its_options():
    pasted = "1. Do you agree?\n• Yes\n☐ No, and\nnever\n2. Which? Tick all that apply.\na) Councils\n(b) Lenders"
    pasted += "\n\nSay why."
    assert read(pasted) == [
        Asked("1", "Do you agree?", ("Yes", "No, and never")),
        Asked("2", "Which? Tick all that apply. Say why.", ("Councils", "Lenders")),
    ]
    assert [item.content["kind"] for item in read(pasted)] == ["one", "many"]


def test_lettered_questions_are_questions_of_their_own():
    assert read("4. On planning:\na) Do you agree?\nb) Say why.\n5. What of pay?\n(i) Now?") == [
        Asked("4", "On planning:", is_heading=True),
        Asked("4a", "Do you agree?"),
        Asked("4b", "Say why."),
        Asked("5", "What of pay?"),
        Asked("5(i)", "Now?"),
    ]


def test_headings_stand_between_them():
    pasted = "Part A: Planning\n1. How?\n\nSection 2\n2. Why?\nHeading: The rest\n3. Part of what?"
    assert [(item.number, item.text, item.is_heading) for item in read(pasted)] == [
        ("", "Part A: Planning", True),
        ("1", "How?", False),
        ("", "Section 2", True),
        ("2", "Why?", False),
        ("", "The rest", True),
        ("3", "Part of what?", False),
    ]


def test_a_scale_and_a_limit_are_read_from_the_words():
    scale, limit, neither = read(
        "1. How far, on a scale of 1 to 5?\n2. Why? (No more than 1,500 characters)\n3. On a scale from 0 to 99?"
    )
    assert (scale.content["kind"], scale.content["lowest"], scale.content["highest"]) == ("scale", 1, 5)
    assert (limit.content["kind"], limit.content["limit"]) == ("text", 1500)
    assert (neither.content["kind"], neither.content["limit"]) == ("text", None)


@given(st.text(alphabet="ab12.()iv:\t\n -•?QPartH", max_size=80))
def test_no_letter_is_lost_and_what_was_checked_is_read_alike(pasted):
    items = read(pasted)
    kept = "".join("".join([item.number, item.text, *item.options]) for item in items)
    assert re.sub(r"[^?]", "", pasted) == re.sub(r"[^?]", "", kept)
    if not faults(items, 4000, 20, set()):
        assert read(written(items)) == items


def test_what_has_to_be_mended_is_said():
    items = [
        Asked("1", "A"),
        Asked("1", ""),
        Asked("", "B"),
        Asked("2", "x" * 5),
        Asked("7", "C", ("Yes",)),
        Asked("8", "D", ("Yes", "Yes")),
        Asked("9", "E", ("Yes", "x" * 301)),
        Asked("10", "F", tuple(map(str, range(41)))),
    ]
    assert [sentence.split(". ")[0] for sentence in faults(items, 4, 20, {"7"})] == [
        "The number 1 stands 2 times",
        "Question 1 has no text",
        "Item 3, “B”, has no number",
        "Question 2 is longer than 4 characters",
        "Question 7 is asked here already",
        "Question 7 has one option, “Yes”",
        "Question 8 has the same option twice",
        "An option of Question 9 is longer than 300 characters",
        "Question 10 has 41 options, and 40 fit.",
    ]


def test_numbers_that_are_missing_are_named():
    assert gaps(read("1. A\n2a. B\n4. C\n9. D\n3. E")) == [
        "After question 2 comes 4. If the paper has one between them, add what is missing.",
        "After question 4 comes 9. If the paper has some between them, add what is missing.",
    ]
    assert gaps(read("1. A\n1a. B\n2. C")) == []


@pytest.fixture
def client(signed_in, policy_officer):
    return signed_in(policy_officer)


def test_a_pasted_paper_is_checked_before_it_is_kept(client, consultation):
    pasted = "Part A\nQ4a. Do you\nagree?\n• Yes\n• No\nQ12(ii) How far, on a scale of 1 to 5?\nQ15: Why?"
    answer = client.post(PASTE, {"pasted": pasted, "step": "keep"})
    page = text(answer)
    assert "4 were read, and nothing is saved yet." in page
    assert "After question 4 comes 12." in page
    assert consultation.questions.count() == 2
    checked = answer.context["form"]["pasted"].value()
    assert client.post(PASTE, {"pasted": f"{checked}\n\n16) And?", "step": "keep"}).status_code == 200
    assert consultation.questions.count() == 2
    assert client.post(PASTE, {"pasted": checked, "step": "keep"}).url == PASTE.replace("paste", "members")
    kept = Question.objects.values_list("number", "kind", "text", "options", "lowest", "highest")
    assert list(kept)[2:] == [
        ("", "separator", "Part A", [], None, None),
        ("4a", "one", "Do you agree?", ["Yes", "No"], None, None),
        ("12(ii)", "scale", "How far, on a scale of 1 to 5?", [], 1, 5),
        ("15", "text", "Why?", [], None, None),
    ]


def test_what_is_wrong_gets_a_sentence_and_stays_as_it_was_typed(client, consultation):
    answer = client.post(PASTE, {"pasted": "We ask:\n1. How?\n4. Why?\n4. When?", "step": "check"})
    assert answer.status_code == 422
    page = text(answer)
    assert "The number 4 stands 2 times. Give each its own." in page
    assert "“We ask:”, has no number." in page
    assert "Question 1 is asked here already. Take it out." in page
    assert "We ask:\n1. How?\n4. Why?\n4. When?</textarea>" in answer.content.decode()


def test_what_was_asked_meanwhile_is_refused_and_nothing_is_kept(client, consultation):
    checked = "7. How?\n\n8. Why?"
    page = client.post(PASTE, {"pasted": checked, "step": "check"})
    assert page.context["form"]["pasted"].value() == checked
    consultation.questions.create(number="8", place=3, text="Another's")
    answer = client.post(PASTE, {"pasted": checked, "step": "keep"})
    assert answer.status_code == 422
    assert "Question 8 is asked here already." in text(answer)
    assert consultation.questions.count() == 3
