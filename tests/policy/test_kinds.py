"""Questions of each kind: how they are entered, answered, kept, counted, and said in words everywhere."""

import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.db.models import Count, F, Func

from policy.evidence import actions as evidence
from policy.models import Answer, Given, Question, SentAnswer
from policy.questions import actions as asking
from tests.policy.conftest import make_consultation
from tests.reading import text

KINDS = [
    {"kind": "separator", "text": "Part A"},
    {"number": "1", "kind": "text", "text": "Why?", "limit": 10},
    {"number": "4a", "kind": "one", "text": "Do you agree?", "options": ["Yes", "No", "Not sure"]},
    {"number": "4(ii)", "kind": "many", "text": "Who?", "options": ["Council", "Lender", "Nobody"]},
    {"number": "12", "kind": "scale", "text": "How far?", "lowest": 0, "highest": 4, "lowest_label": "Not at all"},
    {"number": "A", "kind": "number", "text": "How many?", "lowest": 0, "highest": 500},
]
ANSWERS = [Given("In short"), Given(chosen=(2,)), Given(chosen=(1, 3)), Given(chosen=(0,)), Given(amount=Decimal(1))]


@pytest.fixture
def asked(body):
    """A consultation with a question of each kind, answered by members: the answered ones."""
    consultation = make_consultation("CARE-1", questions=0)
    for place, content in enumerate(KINDS, start=1):
        consultation.questions.create(place=place, **content)
    return list(consultation.questions.exclude(kind="separator"))


@pytest.fixture
def address(asked, provider):
    return f"/consultations/CARE-1/answer/{provider.pk}/"


@pytest.fixture
def client(signed_in, owner):
    return signed_in(owner)


@pytest.fixture
def desk(signed_in, policy_officer):
    return signed_in(policy_officer)


@pytest.fixture
def answered(asked, provider, owner):
    """Each question answered, attributed, and sent."""
    given = {row.pk: each._replace(consent="attributed") for row, each in zip(asked, ANSWERS, strict=True)}
    draft = evidence.save(consultation=asked[0].consultation, provider=provider, by=owner, given=given)
    return evidence.send(submission=draft, by=owner, seen=draft.version)


def typed(asked, *values, consent="attributed", then="check"):
    names = ["text", "chosen", "chosen", "chosen", "amount"]
    data = {"then": then}
    for row, name, value in zip(asked, names, values, strict=True):
        data |= {f"{name}_{row.pk}": value, f"consent_{row.pk}": consent}
    return data


def test_they_stand_as_the_paper_has_them_in_the_order_of_their_places(asked):
    everything = list(Question.objects.all())
    assert [str(row) for row in everything][:4] == ["Part A", "1. Why?", "4a. Do you agree?", "4(ii). Who?"]
    assert [row.number for row in everything] == ["", "1", "4a", "4(ii)", "12", "A"]


def test_each_is_answered_in_the_form_of_its_kind(client, address, asked):
    page = client.get(address).content.decode()
    assert "<h2>Part A</h2>" in page
    assert "They take 10 characters." in page
    one, many, scale, number = asked[1:]
    assert page.count(f'type="radio" name="chosen_{one.pk}"') == 4  # with the one for no answer
    assert page.count(f'type="checkbox" name="chosen_{many.pk}"') == 3
    assert page.count(f'type="radio" name="chosen_{scale.pk}"') == 6
    assert "0: Not at all" in text(client.get(address))
    assert "<legend>4a. Do you agree?" in page
    assert f'inputmode="decimal" size="12" aria-describedby="id_amount_{number.pk}_helptext"' in page
    assert "In figures, at least 0 and at most 500." in page


def test_what_is_chosen_is_kept_as_values_and_shown_again(client, address, asked):
    data = typed(asked, "In short", "2", ["3", "1"], "0", "£1,23.50")
    assert client.post(address, data).url == f"{address}check/"
    assert [answer.given[::2] for answer in Answer.objects.by_question()] == [
        ("In short", ()),
        ("", (2,)),
        ("", (1, 3)),
        ("", (0,)),
        ("", ()),
    ]
    assert Answer.objects.get(question=asked[-1]).amount == Decimal("123.5")
    page = client.get(address).content.decode()
    assert page.count(" checked") == 4 + 5 + 1  # and a consent each
    assert 'value="123.5"' in page
    page = text(client.get(f"{address}check/"))
    assert all(words in page for words in ("No<", "Council", "Nobody", "0: Not at all (of 0 to 4)", "123.5"))
    assert "Send to the association" in page


def test_a_choice_is_taken_back(client, address, asked):
    client.post(address, typed(asked, "", "2", ["1"], "3", "4"))
    seen = client.get(address).context["form"]["seen"].value()
    client.post(address, typed(asked, "", "", [], "", "") | {"seen": seen})
    assert not Answer.objects.filter(question__in=asked).exclude(chosen=[], amount=None).exists()
    assert "There is no answer to send yet." in text(client.get(f"{address}check/"))


@pytest.mark.parametrize(
    ("place", "wrong", "sentence"),
    [
        (1, "9", "Select a valid choice. 9 is not one of the available choices."),
        (1, "x", "Select a valid choice. x is not one of the available choices."),
        (2, ["1", "7"], "Select a valid choice. 7 is not one of the available choices."),
        (3, "5", "Select a valid choice. 5 is not one of the available choices."),
        (4, "many", "Write a number in figures, such as 12 or 3.5, with at most two decimal places."),
        (4, "NaN", "Write a number in figures, such as 12 or 3.5, with at most two decimal places."),
        (4, "1.234", "Write a number in figures, such as 12 or 3.5, with at most two decimal places."),
        (4, "501", "Ensure this value is less than or equal to 500."),
        (4, "-1", "Ensure this value is greater than or equal to 0."),
    ],
)
def test_what_a_kind_does_not_take_gets_a_sentence_and_keeps_the_rest(client, address, asked, place, wrong, sentence):
    values = ["Kept", "1", ["1"], "1", "1"]
    values[place] = wrong
    answer = client.post(address, typed(asked, *values))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Kept</textarea>" in answer.content.decode()
    assert not Answer.objects.exists()


def test_more_than_they_take_is_kept_as_a_draft_and_not_sent(client, address, asked, answered, owner):
    client.post(f"{address}reopen/")
    seen = client.get(address).context["form"]["seen"].value()
    client.post(address, typed(asked, "Twelve signs", "1", [], "", "") | {"seen": seen})
    assert Answer.objects.get(question=asked[0]).text == "Twelve signs"
    sentence = "they take 10 characters, and your answer is 2 characters too long."
    page = client.get(f"{address}check/").content.decode()
    assert f"Question 1: {sentence} Shorten it before it is sent." in page
    assert f'href="{address}#id_text_{asked[0].pk}"' in page
    assert "Send to the association" not in page
    assert f"As it is now, {sentence}" in text(client.get(address))
    answered.refresh_from_db()
    with pytest.raises(ValidationError, match="2 characters too long"):
        evidence.send(submission=answered, by=owner, seen=answered.version)
    with pytest.raises(ValidationError, match="2 characters too long"):
        evidence.ask_to_send(submission=answered, by=owner, seen=answered.version)


def test_one_sign_too_many_is_said_as_one(asked):
    assert asked[0].over_limit("Ten signs!") == ""
    assert asked[0].over_limit("Ten signs!!").endswith("your answer is 1 character too long.")
    assert asked[1].over_limit("x" * 100) == ""


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, {"chosen": [1]}),
        (0, {"amount": 1}),
        (1, {"chosen": [4]}),
        (1, {"chosen": [0]}),
        (1, {"chosen": [1, 2]}),
        (1, {"text": "Yes"}),
        (2, {"chosen": [3, 1]}),
        (2, {"chosen": [1, 1]}),
        (2, {"chosen": [1, 4]}),
        (3, {"chosen": [5]}),
        (3, {"chosen": [-1]}),
        (4, {"amount": 501}),
        (4, {"amount": -1}),
        (4, {"text": "Many"}),
    ],
)
def test_the_database_keeps_no_answer_that_its_question_does_not_take(asked, answered, place, wrong):
    with pytest.raises(Error, match="is not answered like this"), transaction.atomic():
        answered.answers.filter(question=asked[place]).update(**wrong)


def test_nobody_answers_a_heading(answered):
    heading = Question.objects.get(kind="separator")
    with pytest.raises(Error, match="is not answered like this"), transaction.atomic():
        answered.answers.create(question=heading, text="An answer")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "one", "options": ["Yes"]},
        {"kind": "one", "options": ["Yes", ""]},
        {"kind": "text", "options": ["Yes", "No"]},
        {"kind": "scale", "lowest": 1},
        {"kind": "scale", "lowest": 3, "highest": 3},
        {"kind": "scale", "lowest": 0, "highest": 20},
        {"kind": "text", "highest": 3},
        {"kind": "number", "lowest": 3, "highest": 1},
        {"kind": "number", "lowest_label": "Low"},
        {"kind": "number", "limit": 100},
        {"kind": "text", "limit": 0},
        {"kind": "sorting"},
        {"kind": "text", "number": " "},
        {"kind": "text", "number": "1"},
    ],
)
def test_the_database_keeps_no_question_that_its_kind_does_not_have(asked, change):
    with pytest.raises(Error), transaction.atomic():
        asked[0].consultation.questions.create(**{"number": "99", "text": "What?"} | change)


@pytest.mark.parametrize(
    "change",
    [{"options": ["Yes", "Nein", "Not sure"]}, {"kind": "many"}, {"number": "4b"}],
)
def test_what_is_chosen_from_stays_once_a_provider_began(asked, answered, change, policy_officer):
    with pytest.raises(Error, match="stays as it was asked"), transaction.atomic():
        Question.objects.filter(pk=asked[1].pk).update(**change)
    new = asking.change(question=asked[1], by=policy_officer, help="", **change)
    assert (new.replaces, new.place) == (asked[1], asked[1].place)
    assert Answer.objects.get(question=asked[1]).in_words == "No"


def test_a_limit_and_a_scale_stay_too(asked, answered):
    for row, change in ((asked[0], {"limit": 99}), (asked[3], {"highest": 9}), (asked[3], {"highest_label": "All"})):
        with pytest.raises(Error, match="stays as it was asked"), transaction.atomic():
            Question.objects.filter(pk=row.pk).update(**change)


def test_what_was_chosen_before_a_correction_is_said_and_not_chosen_again(client, address, asked, answered, desk):
    client.post(f"{address}reopen/")
    edit = f"/staff/policy/questions/{asked[1].pk}/edit/"
    seen = desk.get(edit).context["form"]["seen"].value()
    data = {"number": "4a", "kind": "one", "text": "Do you agree?", "options": "No\nYes", "in_call": "on"}
    data |= {"help": "", "seen": seen}
    assert desk.post(edit, data).status_code == 302
    page = client.get(address)
    assert "We corrected this question. To its former words you answered: No." in text(page)
    new = Question.objects.get(replaces=asked[1])
    assert page.context["form"][f"chosen_{new.pk}"].value() is None
    page = text(client.get(f"{address}check/"))
    assert "To questions as they were asked before" in page


def test_the_desk_reads_them_in_words_and_counts_them_by_option(desk, asked, answered):
    page = text(desk.get("/staff/policy/consultations/CARE-1/evidence/"))
    for words in ("In short", "<p>No</p>", "Council<br>Nobody", "0: Not at all (of 0 to 4)", "<p>1</p>"):
        assert words in page
    steps = Answer.objects.sent().values("question__number").annotate(step=Func(F("chosen"), function="unnest"))
    counted = steps.values_list("question__number", "step").annotate(n=Count("pk")).order_by("step")
    assert set(counted) == {("4a", 2, 1), ("4(ii)", 1, 1), ("4(ii)", 3, 1), ("12", 0, 1)}
    page = text(desk.get("/staff/policy/consultations/CARE-1/"))
    assert page.count("1 answer sent") == 5
    assert "A heading: nobody answers it" in page


def test_they_are_kept_as_sent_and_taken_back(client, address, asked, answered):
    assert {sent.in_words for sent in SentAnswer.objects.select_related("answer__question")} == {
        "In short",
        "No",
        "Council\nNobody",
        "0: Not at all (of 0 to 4)",
        "1",
    }
    page = client.get(f"{address}consent/")
    assert "You sent: No" in text(page)
    answer = Answer.objects.get(question=asked[1])
    fields = page.context["form"].fields
    data = {name: "attributed" for name in fields if name != "seen"} | {f"consent_{answer.pk}": "not_public"}
    client.post(f"{address}consent/", data | {"seen": page.context["form"]["seen"].value()})
    assert answer.sent_versions.first().given == Given("", "not_public", (2,))
    client.post(f"{address}reopen/")
    seen = client.get(address).context["form"]["seen"].value()
    client.post(address, typed(asked, "In short", "", ["1"], "0", "1") | {"seen": seen})
    answered.refresh_from_db()
    client.post(f"{address}send/", {"version": answered.version})
    assert not answer.sent_versions.first().is_given
    assert answer.sent_versions.count() == 3


def test_options_are_no_words_of_a_provider(body, provider, owner):
    """Eight words of an option may stand in any text of ours, and in an answer that repeats them."""
    option = "Yes, in full, from April next year on, with all that it needs"
    consultation = make_consultation("CARE-1", questions=0)
    asked = consultation.questions.create(number="1", kind="one", text="Do you?", options=[option, "No"])
    given = {asked.pk: Given(chosen=(1,), consent="not_public")}
    draft = evidence.save(consultation=consultation, provider=provider, by=owner, given=given)
    evidence.send(submission=draft, by=owner, seen=1)
    assert not SentAnswer.objects.sharing_words_with(option).exists()


def test_the_history_and_the_sheet_say_them_in_words(client, address, answered, provider):
    page = text(client.get(f"{address}history/"))
    assert "Council" in page
    assert "[1, 3]" not in page
    archive = zipfile.ZipFile(BytesIO(client.get(f"/providers/{provider.pk}/everything/file/?format=csv").content))
    for name in archive.namelist():
        if "Answers" in name:
            sheet = archive.read(name).decode("utf-8-sig")
            assert "0: Not at all (of 0 to 4)" in sheet
            assert "chosen" not in sheet
    assert sum("Answers" in name for name in archive.namelist()) == 2


def test_the_desk_enters_each_kind(desk, consultation):
    new, data = "/staff/policy/consultations/CARE-1/questions/new/", {"text": "How?", "help": ""}
    more = [
        {"number": "4a.", "kind": "one", "options": "• Yes\n☐ No\n\nb) Not sure"},
        {"number": "12(ii)", "kind": "scale", "lowest": "1", "highest": "5", "highest_label": "Fully"},
        {"number": "", "kind": "separator"},
        {"number": "13", "kind": "number", "lowest": "0"},
        {"number": "14", "kind": "text", "limit": "500"},
    ]
    for each in more:
        assert desk.post(new, data | each).status_code == 302, each
    rows = list(consultation.questions.all())
    assert [row.number for row in rows] == ["1", "2", "4a", "12(ii)", "", "13", "14"]
    assert rows[2].options == ["Yes", "No", "Not sure"]
    assert desk.get(new).context["form"]["number"].value() == "15"
    page = text(desk.get("/staff/policy/consultations/CARE-1/"))
    assert "500 characters at most" in page
    assert "5: Fully" in page


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"number": "", "kind": "text"}, "number", "Write the number that it has in their paper."),
        ({"number": "2", "kind": "text"}, "number", "Another question has the number 2."),
        ({"kind": "one", "options": "Yes"}, "options", "Write the options, one a line, two or more."),
        ({"kind": "one", "options": "Yes\n- Yes"}, "options", "“Yes” stands twice. Take one out."),
        ({"kind": "many", "options": f"Yes\n{'x' * 301}"}, "options", "is longer than 300 characters."),
        ({"kind": "many", "options": "\n".join(map(str, range(41)))}, "options", "These are 41 options, and 40 fit."),
        ({"kind": "text", "options": "Yes\nNo"}, "options", "Only questions with options have any."),
        ({"kind": "scale", "lowest": "1"}, "highest", "A scale needs its lowest and its highest step"),
        ({"kind": "scale", "lowest": "5", "highest": "1"}, "highest", "The highest must be more than the lowest."),
        ({"kind": "scale", "lowest": "0", "highest": "100"}, "highest", "A scale has 20 steps at most."),
        ({"kind": "text", "highest": "5"}, "lowest", "Only a scale or a number has ends."),
        ({"kind": "number", "lowest_label": "Few"}, "lowest_label", "Only the steps of a scale mean something."),
        ({"kind": "number", "limit": "100"}, "limit", "A limit is of 1 character or more"),
        ({"kind": "text", "limit": "0"}, "limit", "A limit is of 1 character or more"),
    ],
)
def test_what_does_not_go_together_gets_a_sentence_under_its_field(desk, consultation, wrong, field, sentence):
    data = {"number": "9", "text": "Typed at length", "help": ""} | wrong
    answer = desk.post("/staff/policy/consultations/CARE-1/questions/new/", data)
    assert answer.status_code == 422
    assert sentence in "".join(answer.context["form"].errors[field])
    assert "Typed at length</textarea>" in answer.content.decode()
    assert consultation.questions.count() == 2


def test_a_question_changes_places_with_its_neighbour(desk, consultation, questions):
    first, second = questions
    move = "/staff/policy/questions/{}/move/"
    desk.post(move.format(second.pk), {"where": "earlier"})
    assert list(consultation.questions.all()) == [second, first]
    desk.post(move.format(second.pk), {"where": "earlier"})
    desk.post(move.format(first.pk), {"where": "later"})
    assert list(consultation.questions.all()) == [second, first]
    desk.post(move.format(second.pk), {"where": "later"})
    assert list(consultation.questions.all()) == [first, second]


def test_two_of_one_place_are_parted(consultation, questions, policy_officer):
    consultation.questions.update(place=1)
    asking.move(question=questions[1], by=policy_officer, earlier=True)
    assert list(consultation.questions.values_list("pk", "place")) == [(questions[1].pk, 1), (questions[0].pk, 2)]
