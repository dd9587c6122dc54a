"""Judgements over time: the table and the picture."""

from datetime import date

import pytest

from register import timeline
from register.models import Inspection, Judgement, Registration
from register.visits import visits


@pytest.fixture
def registration(db):
    return Registration.objects.create(regulator="ofsted", number="9000050")


def judge(registration, on, grade="good", theme="overall", scale="four_point"):
    inspection = Inspection.objects.create(registration=registration, date=on, kind="Full inspection")
    Judgement.objects.create(inspection=inspection, theme=theme, words=grade.capitalize(), scale=scale, grade=grade)
    return inspection


def test_a_picture_needs_two_graded_visits(registration):
    assert timeline.picture(visits([registration])) is None
    judge(registration, date(2020, 1, 1))
    assert timeline.picture(visits([registration])) is None
    judge(registration, date(2021, 1, 1))
    assert len(timeline.picture(visits([registration])).points) == 2


def test_points_go_from_left_to_right_and_better_is_higher(registration):
    judge(registration, date(2022, 5, 1), "outstanding")
    judge(registration, date(2020, 5, 1), "inadequate")
    first, last = timeline.picture(visits([registration])).points
    assert first.x < last.x
    assert first.y > last.y
    assert first.words == "1 May 2020: Inadequate"


def test_a_visit_without_a_grade_or_a_date_is_in_the_table_only(registration):
    judge(registration, date(2020, 5, 1))
    judge(registration, date(2021, 5, 1), "not_judged")
    judge(registration, date(2022, 5, 1), "improved", scale="interim")
    judge(registration, None)
    judge(registration, date(2023, 5, 1))
    seen = visits([registration])
    assert len(seen) == 5
    assert len(timeline.picture(seen).points) == 2


def test_supported_accommodation_has_its_own_three_levels(registration):
    for year, grade in ((2025, "consistently_strong"), (2026, "serious_weaknesses")):
        judge(registration, date(year, 5, 1), grade, "supported_accommodation", "supported_accommodation")
    drawn = timeline.picture(visits([registration]))
    assert drawn.levels[0].words == "Consistently strong"
    assert len(drawn.levels) == 3


def test_two_visits_on_one_day_draw_without_dividing_by_nothing(registration):
    for event in ("1", "2"):
        made = judge(registration, date(2020, 5, 1) if event == "1" else date(2020, 5, 2))
        made.date = date(2020, 5, 1)
        made.event_number = event
        made.save()
    assert timeline.picture(visits([registration])).years == []


def test_judgements_under_an_earlier_number_are_read_together(registration):
    newer = Registration.objects.create(regulator="ofsted", number="9000051", succeeds=registration)
    judge(registration, date(2020, 5, 1))
    judge(newer, date(2024, 5, 1))
    assert timeline.lineage(newer) == [newer, registration]
    assert len(visits(timeline.lineage(newer))) == 2


def test_the_page_shows_picture_and_table(signed_in, home, owner):
    judge(home.registration, date(2020, 5, 1), "inadequate")
    page = signed_in(owner).get(home.get_absolute_url()).content.decode()
    assert '<svg class="timeline"' in page
    assert "1 May 2020: Inadequate" in page
    assert "Full inspection" in page
