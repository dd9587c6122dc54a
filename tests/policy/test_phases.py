"""The phase of a consultation, in Python and in the database alike."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from policy.models import Consultation
from policy.phases import Dates, Phase, phase_at
from publishing import clock
from tests.policy.conftest import in_days, make_body, make_consultation

OPENS = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
CLOSES = datetime(2026, 5, 11, 23, 0, tzinfo=UTC)  # midnight in London
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (OPENS - MOMENT, Phase.UPCOMING),
        (OPENS, Phase.OPEN),
        (CLOSES - MOMENT, Phase.OPEN),
        (CLOSES, Phase.CLOSED),
        (CLOSES + timedelta(days=9000), Phase.CLOSED),
    ],
)
def test_it_is_open_from_its_opening_to_the_instant_before_it_closes(now, phase):
    assert phase_at(Dates(OPENS, CLOSES), now) == phase


def test_an_outcome_counts_once_it_has_closed():
    dates = Dates(OPENS, CLOSES, outcome_on=date(2026, 9, 1))
    assert phase_at(dates, CLOSES - MOMENT) == Phase.OPEN
    assert phase_at(dates, CLOSES) == Phase.OUTCOME


@pytest.mark.parametrize("now", [OPENS - MOMENT, OPENS, CLOSES])
def test_one_that_lapsed_has_lapsed_whenever_one_asks(now):
    assert phase_at(Dates(OPENS, CLOSES, lapsed_on=date(2026, 4, 1)), now) == Phase.LAPSED


@pytest.fixture
def one_of_each(body):
    day = date(2026, 1, 5)
    make_consultation("LAPSED-EARLIER", lapsed_on=day - timedelta(days=9))
    make_consultation("LAPSED", lapsed_on=day)
    make_consultation("OUTCOME", opens=-30, ours=-20, closes=-10, outcome="<p>So.</p>", outcome_on=day)
    make_consultation("CLOSED", opens=-30, ours=-20, closes=-10)
    make_consultation("UPCOMING", opens=1)
    make_consultation("OPEN-LATER", ours=12)
    make_consultation("OPEN-SOON", ours=3)
    make_consultation("OPEN-PASSED", ours=-1)
    make_consultation("OPEN-OUTCOME", ours=15, outcome="<p>So.</p>", outcome_on=day)


def references(consultations):
    return [consultation.reference for consultation in consultations]


@pytest.mark.usefixtures("one_of_each")
def test_the_list_is_in_the_order_of_the_phases_our_nearest_deadline_first():
    listed = list(Consultation.objects.with_phase().by_phase())
    assert [(one.reference, one.phase) for one in listed] == [
        ("OPEN-PASSED", Phase.OPEN),
        ("OPEN-SOON", Phase.OPEN),
        ("OPEN-LATER", Phase.OPEN),
        ("OPEN-OUTCOME", Phase.OPEN),
        ("UPCOMING", Phase.UPCOMING),
        ("CLOSED", Phase.CLOSED),
        ("OUTCOME", Phase.OUTCOME),
        ("LAPSED", Phase.LAPSED),
        ("LAPSED-EARLIER", Phase.LAPSED),
    ]


@pytest.mark.usefixtures("one_of_each")
def test_the_adjectives_agree_with_the_phases():
    everything = Consultation.objects.with_phase()
    of = {phase: {one.reference for one in everything if one.phase == phase} for phase in Phase}
    assert set(references(Consultation.objects.open())) == of[Phase.OPEN]
    assert set(references(Consultation.objects.closing())) == of[Phase.OPEN] | of[Phase.UPCOMING]
    assert set(references(Consultation.objects.awaiting_outcome())) == of[Phase.CLOSED]
    assert "UPCOMING" not in references(Consultation.objects.public())
    assert set(references(Consultation.objects.calling())) == {"OPEN-SOON", "OPEN-LATER", "OPEN-OUTCOME"}
    assert {one.reference for one in everything if one.takes_answers} == {"OPEN-SOON", "OPEN-LATER", "OPEN-OUTCOME"}


def test_members_may_answer_until_our_deadline_and_not_a_microsecond_longer(consultation):
    for instant, takes in [(consultation.internal_deadline - MOMENT, True), (consultation.internal_deadline, False)]:
        with clock.at(instant):
            assert Consultation.objects.with_phase().get().takes_answers is takes
            assert Consultation.objects.calling().exists() is takes


def test_one_without_a_question_calls_for_nothing(body):
    make_consultation("EMPTY", questions=0)
    assert list(Consultation.objects.calling()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"closes_at": in_days(-11), "internal_deadline": in_days(-12)}, "closes_after_opening"),
        ({"internal_deadline": in_days(21)}, "our_deadline_while_open"),
        ({"internal_deadline": in_days(-10)}, "our_deadline_while_open"),
        ({"link": "http://www.gov.uk/"}, "link_is_https"),
        ({"link": "javascript:alert(1)"}, "link_is_https"),
        ({"reference": "no spaces"}, "reference_fits_address"),
        ({"reference": "A/B"}, "reference_fits_address"),
        ({"minutes": 0}, "takes_a_minute"),
        ({"outcome": "So."}, "outcome_has_day"),
        ({"outcome_on": date(2026, 1, 5)}, "outcome_has_day"),
        ({"outcome": "So.", "outcome_on": date(2026, 1, 5), "lapsed_on": date(2026, 1, 5)}, "outcome_or_lapsed"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(wrong, constraint):
    make_body()
    with pytest.raises(IntegrityError, match=f"consultation_{constraint}"):
        make_consultation(**{"reference": "CARE-2", "questions": 0, **wrong})


def test_the_database_refuses_a_reference_that_is_taken(consultation):
    with pytest.raises(IntegrityError, match="consultation_reference_once"):
        make_consultation("CARE-1")
