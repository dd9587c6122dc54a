"""Regulation 6(2)(a)(ii) of SI 2023/416: the location of each of the premises, once in each calendar year."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from duties import actions
from duties.models import HomePremises, PremisesAssessment
from duties.overview import changes_of, items_for, items_of
from duties.sheet import Entry, plan, to_fill_in
from homes.models import Home
from tests.duties.homes import in_history, make_home
from tests.reading import text
from times import LONDON

TODAY = timezone.localdate()


@pytest.fixture
def supported(supported):
    """Here since the beginning of last year."""
    since = date(TODAY.year - 1, 1, 1)
    claimed = datetime(since.year, 1, 1, 9, tzinfo=LONDON)
    Home.objects.filter(pk=supported.pk).update(claimed_at=claimed, during=(since, None))
    supported.refresh_from_db()
    return supported


def add(home, by, label="Flat above the bakery", used_from=date(2023, 11, 2)):
    return actions.add_premises(home=home, label=label, used_from=used_from, today=TODAY, by=by)


def assess(premises, by, on=TODAY):
    return actions.assess_premises(premises=premises, on=on, today=TODAY, by=by)


def of_each(home, today=TODAY):
    return [(due.number, due.due_status.due) for due in items_of(home, today)["supported-6"].premises]


def test_each_of_the_premises_has_a_day_of_its_own(supported, owner):
    first, second = add(supported, owner), add(supported, owner)
    assess(first, owner)
    year = TODAY.year
    assert of_each(supported) == [(1, date(year + 1, 12, 31)), (2, date(year - 1, 12, 31))]
    item = items_of(supported, TODAY)["supported-6"]
    assert (item.due_status.state, item.due_status.due) == ("Overdue", date(year - 1, 12, 31)), "the worst of them"
    assess(second, owner)
    assert items_of(supported, TODAY)["supported-6"].due_status.due == date(year + 1, 12, 31)


def test_premises_that_came_in_the_year_are_asked_for_in_the_next(supported, owner):
    """Worked by hand: used since 15 May 2026, the first whole year is 2027."""
    actions.add_premises(home=supported, label="", used_from=date(2026, 5, 15), today=TODAY, by=owner)
    actions.add_premises(home=supported, label="", used_from=date(2026, 1, 1), today=TODAY, by=owner)
    assert of_each(supported, date(2026, 6, 1)) == [(1, date(2027, 12, 31)), (2, date(2026, 12, 31))]


def test_premises_that_are_not_used_any_more_ask_for_nothing_and_their_number_is_not_given_again(supported, owner):
    first = add(supported, owner)
    actions.end_premises(premises=first, today=TODAY, by=owner)
    second = add(supported, owner)
    assert [number for number, _ in of_each(supported)] == [second.number] == [2]


def test_their_page_shows_each_adds_marks_and_takes_back(signed_in, supported, owner):
    client, address = signed_in(owner), f"/homes/{supported.pk}/duties/"
    assert "List the premises of this registration" in text(client.get(address))
    typed = {"label": "Flat <b>", "used_from": "2023-11-02"}
    page = text(client.post(f"/homes/{supported.pk}/premises/add/", typed, follow=True))
    assert "Premises 1: Flat &lt;b&gt;" in page
    made = HomePremises.objects.get()
    page = text(client.post(f"/premises/{made.pk}/assessed/", {"day": str(TODAY)}, follow=True))
    assert "assessed last on" in page
    client.post(f"/premises/assessments/{PremisesAssessment.objects.get().pk}/void/")
    assert not PremisesAssessment.objects.exists()
    page = text(client.post(f"/premises/{made.pk}/end/", follow=True))
    assert "Premises 1: Flat" not in page


@pytest.mark.parametrize(
    ("address", "typed", "sentence"),
    [
        ("/homes/{home}/premises/add/", {"label": "Flat", "used_from": "2099-01-01"}, "still to come"),
        ("/homes/{home}/premises/add/", {"label": "Flat", "used_from": ""}, "Enter a day under “Used since”."),
        ("/premises/{one}/assessed/", {"day": "2099-01-01"}, "still to come"),
        ("/premises/{one}/assessed/", {"day": "2023-11-01"}, "used since 2 November 2023"),
    ],
)
def test_a_day_that_cannot_be_it_says_why_and_keeps_what_was_typed(
    signed_in, supported, owner, address, typed, sentence
):
    one = add(supported, owner)
    answer = signed_in(owner).post(address.format(home=supported.pk, one=one.pk), typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert typed.get("label", "") in text(answer)


def test_our_sheet_leaves_out_what_is_asked_of_each_of_the_premises(supported, owner):
    assert "Location assessment of each of the premises" in str(list(to_fill_in(owner, TODAY).rows))
    add(supported, owner)
    assert "Location assessment" not in str(list(to_fill_in(owner, TODAY).rows))


def test_a_children_s_home_has_none(home, owner):
    with pytest.raises(ValidationError, match="asks for nothing"):
        add(home, owner)


def test_the_duty_as_a_whole_is_not_marked_once_there_are_premises(supported, owner):
    mark = {"home": supported, "slug": "supported-6", "done_on": TODAY, "today": TODAY, "by": owner}
    actions.mark_done(**mark)
    add(supported, owner)
    with pytest.raises(ValidationError, match="each of the premises"):
        actions.mark_done(**mark)
    [problem] = plan([Entry(2, "9000071", "6(2)(a)(ii)", "2024-03-01")], owner, TODAY).problems
    assert "each of the premises" in problem.sentence


def test_mails_and_calendars_name_premises_by_number_alone(supported, owner):
    add(supported, owner, label="12 Invented Road")
    due = [item for item in items_for(owner, TODAY) if item.rule_key == "supported-6"]
    assert [item.name for item in due] == ["Location assessment of each of the premises, premises 1"]
    assert "Invented" not in "".join(f"{item.name}{item.source}{item.sentence}" for item in due)


def test_their_label_is_a_cipher_in_the_table_and_in_its_history(supported, owner):
    add(supported, owner, label="12 Invented Road")
    for table in ("duties_homepremises", "duties_homepremisesevent"):
        [row] = HomePremises.objects.raw(f"SELECT 1 AS id, string_agg(t::text, '') AS stored FROM {table} t")
        assert "Invented" not in row.stored


def test_staff_with_whom_duties_are_shared_do_not_read_the_label(signed_in, supported, owner, membership_manager):
    add(supported, owner, label="12 Invented Road")
    until = TODAY + timedelta(days=9)
    actions.share(provider=supported.provider, until=until, today=TODAY, by=owner)
    page = text(signed_in(membership_manager).get(f"/providers/{supported.provider_id}/"))
    assert "Location assessment" in page
    assert "Invented" not in page


def test_an_assessment_moves_the_entry_of_the_calendar_with_a_higher_number(supported, owner):
    one = add(supported, owner)
    before = [item for item in items_for(owner, TODAY) if item.slug == f"premises-{one.pk}"]
    in_history(Home, hours=9)
    assess(one, owner)
    after = [item for item in items_for(owner, TODAY) if item.slug == f"premises-{one.pk}"]
    history = PremisesAssessment.pgh_event_model.objects.get()
    assert changes_of(after).last(after[0]) >= history.pgh_created_at
    assert before[0].due_status != after[0].due_status


def test_nobody_else_touches_premises(supported, owner, outsider, membership_manager):
    one = add(supported, owner)
    kept = assess(one, owner)
    for person in (outsider, membership_manager):
        for act in (
            lambda by: add(supported, by),
            lambda by: assess(one, by),
            lambda by: actions.end_premises(premises=one, today=TODAY, by=by),
            lambda by: actions.void_assessment(assessment=kept, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(person)


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_takes_ten_queries_for_any_number_of_premises(
    signed_in, supported, owner, count, django_assert_num_queries
):
    for _ in range(count):
        assess(add(supported, owner), owner)
    client = signed_in(owner)
    client.get(f"/homes/{supported.pk}/duties/")
    with django_assert_num_queries(10):
        client.get(f"/homes/{supported.pk}/duties/")


def test_another_home_s_premises_are_its_own(supported, provider, owner):
    add(supported, owner)
    other = make_home(provider, 5)
    assert "supported-6" not in items_of(other, TODAY)
