"""Answers are counted once members can answer no longer; what leaves the team tells of no member."""

import csv
import io
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from people.models import SecurityEvent
from policy.analysis import released
from policy.analysis.counts import disclosable_tables, spread_of, table_of
from policy.analysis.respondents import ELSEWHERE, NOWHERE, SEVERAL, respondents_to
from policy.consultations import actions as consultations
from policy.models import Answer, Consultation, EvidenceTables, Submission
from register.models import Registration
from tests.conftest import make_provider
from tests.homes.values import make_home
from tests.policy.conftest import in_days, make_consultation, make_sent
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released as released_list

ONE = "/staff/policy/consultations/CARE-1/"
PAGE = f"{ONE}analysis/"


@pytest.fixture
def asked(consultation):
    """CARE-1, which asks in words, for one of three, for any of two, and for a number; our deadline is over."""
    consultation.questions.all().delete()
    for place, (kind, facts) in enumerate(
        [
            ("one", {"text": "Do you agree?", "options": ["Yes", "No", "Unsure"]}),
            ("many", {"text": "What do you miss?", "options": ["Staff", "Places"]}),
            ("number", {"text": "How many nights?"}),
            ("text", {"text": "Why?"}),
        ],
        start=1,
    ):
        consultation.questions.create(number=str(place), place=place, kind=kind, **facts)
    Consultation.objects.update(internal_deadline=in_days(-1))
    return Consultation.objects.with_phase().get()


def answer(consultation, name: str, *given, nation="england", parent=None, **facts) -> Submission:
    """A provider's answers, sent: for each question a step, steps, a number, words or nothing."""
    provider = make_provider(name, nation=nation, parent=parent, **facts)
    made = Submission.objects.create(consultation=consultation, provider=provider, version=1, submitted_at=in_days(-2))
    for question, value in zip(consultation.questions.all(), given, strict=False):
        if value is None:
            continue
        kept = {"text": value} if isinstance(value, str) else {"amount": value}
        kept = {"chosen": value if isinstance(value, list) else [value]} if question.steps else kept
        Answer.objects.create(submission=made, question=question, consent="attributed", **kept)
    return made


@pytest.fixture
def answered(asked):
    """Twelve in England: seven yes, five no. Six in Wales: three yes, two no, one nothing."""
    for number in range(12):
        answer(asked, f"England {number:02}", 1 if number < 7 else 2, [1] if number < 6 else [1, 2], Decimal(number))
    for number in range(6):
        answer(asked, f"Wales {number}", {0: 1, 1: 1, 2: 1, 3: 2, 4: 2}.get(number), nation="wales")
    return asked


def question(consultation, kind: str):
    return consultation.questions.get(kind=kind)


def rows(table) -> dict:
    return {row.name: (row.base, dict(zip(table.answers, row.numbers, strict=True))) for row in table.rows}


def test_the_team_sees_how_many_gave_each_answer_and_how_many_none(answered):
    table = table_of(question(answered, "one"), respondents_to(answered), "nation")
    assert rows(table) == {
        "All who sent answers": (18, {"Yes": 10, "No": 7, "Unsure": 0, "No answer": 1}),
        "England": (12, {"Yes": 7, "No": 5, "Unsure": 0, "No answer": 0}),
        "Wales": (6, {"Yes": 3, "No": 2, "Unsure": 0, "No answer": 1}),
    }
    table = table_of(question(answered, "many"), respondents_to(answered), "")
    assert rows(table) == {"All who sent answers": (18, {"Staff": 12, "Places": 6, "No answer": 6})}
    spread = spread_of(question(answered, "number"), respondents_to(answered))
    assert (spread.base, spread.lowest, spread.middle, spread.highest) == (12, 0, Decimal("5.5"), 11)
    assert spread_of(question(answered, "text"), respondents_to(answered)) is None
    assert table_of(question(answered, "text"), respondents_to(answered), "") is None


def test_what_leaves_the_team_joins_answers_of_few_and_leaves_out_parts_of_few(answered):
    (table,) = disclosable_tables(question(answered, "one"), respondents_to(answered), "nation")
    assert rows(table) == {
        "All who sent answers": (18, {"Yes": 10, "Another answer, or none": 8}),
    }, "Wales follows from England, and three say yes there"
    for number in range(6, 10):
        answer(answered, f"Wales {number}", 1 if number < 8 else 2, nation="wales")
    (table,) = disclosable_tables(question(answered, "one"), respondents_to(answered), "nation")
    assert rows(table) == {
        "All who sent answers": (22, {"Yes": 12, "Another answer, or none": 10}),
        "England": (12, {"Yes": 7, "Another answer, or none": 5}),
        "Wales": (10, {"Yes": 5, "Another answer, or none": 5}),
    }


def test_where_several_may_be_chosen_each_option_is_told_by_itself(answered):
    staff, places = disclosable_tables(question(answered, "many"), respondents_to(answered), "")
    assert (staff.option, rows(staff)["All who sent answers"]) == (
        "Staff",
        (18, {"Chosen": 12, "Not chosen, or no answer": 6}),
    )
    assert (places.option, rows(places)["All who sent answers"]) == (
        "Places",
        (18, {"Chosen": 6, "Not chosen, or no answer": 12}),
    )
    for kind in ("number", "text"):
        assert disclosable_tables(question(answered, kind), respondents_to(answered), "") == []


def test_companies_of_one_group_count_as_one(asked):
    parent = make_provider("Group plc")
    for number in range(10):
        answer(asked, f"Sister {number}", 1, parent=parent)
    for number in range(6):
        answer(asked, f"Other {number}", 2)
    assert disclosable_tables(question(asked, "one"), respondents_to(asked), "") == []


def test_who_answered_is_told_apart_by_nation_sector_region_and_size(asked):
    released_list(register(*homes("9000001", "9000002")), "at_march_2025.csv")
    one = answer(asked, "Alder", 1, sector="voluntary").provider
    for registration in Registration.objects.order_by("pk"):
        registration.homes.create(provider=one, state="confirmed", during=("2020-01-01", None))
    two = answer(asked, "Birch", 1, nation="wales").provider
    make_home(two, "confirmed", "9000077")
    answer(asked, "Cedar", 1)
    parts = [each.parts for each in respondents_to(asked)]
    assert [each["size"] for each in parts] == ["2 to 4 homes", "1 home", NOWHERE]
    assert [each["region"] for each in parts] == [Registration.objects.first().entries.get().region, ELSEWHERE, NOWHERE]
    assert [each["sector"] for each in parts] == ["Voluntary", "Private", "Private"]
    assert [each["nation"] for each in parts] == ["England", "Wales", "England"]
    make_home(two, "claimed", "9000079")
    assert respondents_to(asked)[1].parts["size"] == "1 home"
    make_home(one, "confirmed", "9000078")
    assert respondents_to(asked)[0].parts["region"] == SEVERAL


def test_answers_are_hidden_until_members_can_answer_no_longer(signed_in, policy_officer, answered):
    client = signed_in(policy_officer)
    assert f'href="{PAGE}">Analysis</a>' in text(client.get(ONE))
    page = text(client.get(PAGE, {"by": "nation"}))
    assert "18 providers sent answers" in page
    assert 'data-label="Yes"><span>10 <span class="meta">56%</span></span>' in page
    assert "17 of 18 answered." in page
    assert "Lowest 0, in the middle 5.5, highest 11." in page
    Consultation.objects.update(internal_deadline=in_days(1))
    page = text(client.get(PAGE, {"by": "nonsense"}))
    assert "Answers are counted once members can answer no longer" in page
    assert "18 providers" not in page
    assert "Yes" not in client.get(f"{PAGE}file/?format=csv").content.decode()
    assert "Release these tables" not in text(client.get(f"{PAGE}release/"))
    with pytest.raises(ValidationError, match="can still answer"):
        released.release(consultation=answered, division="", by=policy_officer)


def test_what_nobody_was_asked_stands_nowhere_and_a_corrected_question_with_its_answers(
    signed_in, policy_officer, answered
):
    answered.questions.create(number="9", place=9, text="For others alone?", in_call=False)
    answered.questions.filter(kind="one").update(withdrawn_at=in_days(-3))
    answered.questions.filter(kind="text").update(withdrawn_at=in_days(-3))
    page = text(signed_in(policy_officer).get(PAGE))
    assert "For others alone?" not in page
    assert "Why?" not in page
    assert page.index("Do you agree?") < page.index("Asked so until") < page.index("17 of 18 answered.")


def test_one_that_lapsed_is_counted_though_our_deadline_has_not_come(signed_in, policy_officer, answered):
    Consultation.objects.update(internal_deadline=in_days(1), lapsed_on=in_days(-1).date())
    assert "18 providers sent answers" in text(signed_in(policy_officer).get(PAGE))


def test_drafts_are_the_provider_s_own_and_no_respondent(asked):
    answer(asked, "Alder", 1)
    Submission.objects.update(submitted_at=None)
    assert respondents_to(asked) == []


def test_all_answers_are_a_sheet_for_the_team(signed_in, policy_officer, answered):
    answer(answered, "Zeder", None, None, None, "Since nights are long.")
    content = signed_in(policy_officer).get(f"{PAGE}file/?format=csv").content.decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(content)))
    assert len(found) == 17 + 12 + 12 + 1
    assert found[-1] == {
        "Question": "4. Why?",
        "Member": "Zeder",
        "Nation": "England",
        "Region of their homes": "No home",
        "Sector": "Private",
        "Size": "No home",
        "How we may use it": "Quote it with our name",
        "Answer": "Since nights are long.",
        "Themes": "",
    }
    assert SecurityEvent.objects.get(kind="exported").subject == "list of answers to care-1"


def test_tables_are_looked_at_and_released_once(signed_in, policy_officer, answered):
    client = signed_in(policy_officer)
    page = text(client.get(f"{PAGE}release/?by=sector"))
    assert "Another answer, or none" in page
    assert "Wales" not in page
    page = text(client.post(f"{PAGE}release/", {"division": "sector"}, follow=True))
    assert "Released on" in page
    assert "by Policy" in page
    assert "Private" in page
    kept = EvidenceTables.objects.get()
    assert (kept.division, kept.by) == ("sector", policy_officer)
    assert released.tables_in(kept) == released.disclosable_of(answered, respondents_to(answered), "sector")
    Answer.objects.filter(chosen=[1]).update(chosen=[2])
    assert released.tables_in(kept) != released.disclosable_of(answered, respondents_to(answered), "sector")
    assert "10" in text(client.get(f"{PAGE}released/"))
    again = client.post(f"{PAGE}release/", {"division": ""})
    assert again.status_code == 422
    assert released.ONCE in text(again)
    for change in (lambda: EvidenceTables.objects.update(tables=[]), EvidenceTables.objects.all().delete):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()
    assert "Tables that may leave it" in text(client.get(PAGE))
    sheet = client.get(f"{PAGE}released/file/?format=csv").content.decode()
    assert '"1. Do you agree?","","All who sent answers",18,"Yes",10' in sheet
    assert '"2. What do you miss?","Staff","Private",18,"Chosen",12' in sheet


def test_nothing_is_released_where_nothing_may_be_told(policy_officer, asked):
    for number in range(9):
        answer(asked, f"Alder {number}", 1)
    with pytest.raises(ValidationError, match="Nothing of it may leave"):
        released.release(consultation=asked, division="", by=policy_officer)
    assert not EvidenceTables.objects.exists()


def test_who_does_not_run_consultations_or_read_evidence_releases_nothing(press_officer, chief_executive, answered):
    for user in (press_officer, chief_executive):
        with pytest.raises(PermissionDenied):
            released.release(consultation=answered, division="", by=user)


def test_members_cannot_answer_again_once_tables_were_released(policy_officer, answered):
    released.release(consultation=answered, division="", by=policy_officer)
    with pytest.raises(ValidationError, match="Tables of the answers have left the team"):
        consultations.change(consultation=answered, by=policy_officer, internal_deadline=in_days(2))
    consultations.change(consultation=answered, by=policy_officer, internal_deadline=in_days(-2))


@pytest.mark.parametrize("more", [0, 10])
def test_it_asks_as_often_for_any_number(
    signed_in, policy_officer, consultation, more, provider, django_assert_num_queries
):
    for number in range(more):
        make_sent(consultation, make_provider(f"Alder {number}"))
    make_sent(consultation, provider)
    Consultation.objects.update(internal_deadline=in_days(-1))
    client = signed_in(policy_officer)
    client.get(PAGE)
    with django_assert_num_queries(14):
        assert client.get(PAGE).status_code == 200


def test_another_consultation_s_answers_are_not_counted(answered):
    other = make_consultation("CARE-2")
    make_sent(other, make_provider("Elm"))
    assert len(respondents_to(answered)) == 18
