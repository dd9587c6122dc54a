"""The pages of duties, as an owner of one home, a quality director, a limited manager and staff meet them."""

import re
from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from duties import actions as duties_actions
from duties.models import Duty, DutyDone, DutyOff, DutySharing, PlannedVisit, VisitAction
from duties.overview import items_of
from homes import actions
from homes.models import Area, HomeFacts, HomeGrant, HomePost
from register.models import RegisterEntry
from tests.conftest import make_person
from tests.duties.homes import done, make_home
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released

TODAY = timezone.localdate()
UNDO = re.compile(r'action="(/duties/done/\d+/undo/)"')


def test_an_owner_of_one_home_sees_its_duties_at_once_with_their_regulations(signed_in, home, owner):
    page = text(signed_in(owner).get("/duties/"))
    for words in (
        "Duties of Bramble House",
        "Regulation 44</a>: “Independent person: visits and reports”",
        "Children’s Homes (England) Regulations 2015 (SI 2015/541)",
        'href="https://www.legislation.gov.uk/uksi/2015/541/regulation/44"',
        "Once in each calendar month",
        "No date yet",
        "The law sets no rhythm. A year is our suggestion",
    ):
        assert words in page
    assert "Overdue" not in page
    assert "<title>Duties of 9000001 " in page, "a title says the alias, never the name"


def folded(client, home, query=""):
    return set(client.get(f"/homes/{home.pk}/duties/{query}").context["folded"])


def test_duties_that_ask_for_nothing_now_are_folded(signed_in, home, owner):
    done(home, "england-45", TODAY, 1)
    done(home, "england-46", TODAY, 1)
    done(home, "england-44", TODAY, 100)
    client = signed_in(owner)
    assert folded(client, home) == {"england-45", "england-46"}
    assert folded(client, home, "?new=england-45") == set(), "whoever is led to a form sees it"
    refused = client.post(f"/homes/{home.pk}/duties/england-45/off/", {"reason": ""})
    assert refused.context["folded"] == []


def test_where_all_duties_rest_the_next_one_is_unfolded(signed_in, home, owner):
    rules = list(items_of(home, TODAY))
    done(home, "england-45", TODAY, 1)
    for slug in set(rules) - {"england-45"}:
        DutyOff.objects.create(home=home, rule=slug, reason="-")
    assert folded(signed_in(owner), home) == set(rules) - {"england-45"}


def test_a_visit_with_an_action_is_not_folded(signed_in, home, owner):
    for rule in ("england-44", "england-45"):
        done(home, rule, TODAY, 0)
    client = signed_in(owner)
    assert {"england-44", "england-45"} <= folded(client, home)
    visit = DutyDone.objects.get(rule="england-44")
    VisitAction.objects.create(visit=visit, what="Mend the gate", responsible="Siân", due_on=TODAY + timedelta(days=90))
    assert "england-44" not in folded(client, home)
    page = text(client.get(f"/homes/{home.pk}/duties/"))
    assert "1 action done" not in page
    VisitAction.objects.update(done_on=TODAY)
    assert "england-44" in folded(client, home), "done, it asks for nothing any more"
    page = text(client.get(f"/homes/{home.pk}/duties/"))
    assert page.index("1 action done") < page.index("Mend the gate") < page.index("Not done yet")


def test_an_overdue_action_brings_its_visit_to_the_top(signed_in, home, owner):
    done(home, "england-45", TODAY, 190)
    visit = done(home, "england-44", TODAY, 0)
    client = signed_in(owner)
    first = lambda: client.get(f"/homes/{home.pk}/duties/").context["cards"][0].item.slug  # noqa: E731
    assert first() == "england-45"
    VisitAction.objects.create(visit=visit, what="Mend", responsible="Siân", due_on=TODAY - timedelta(days=300))
    assert first() == "england-44"


def test_one_tap_marks_a_duty_done_today_and_one_more_takes_it_back(signed_in, home, owner):
    client = signed_in(owner)
    page = text(client.post(f"/homes/{home.pk}/duties/england-44/done/", follow=True))
    assert "Independent person’s visit: marked as done on" in page
    assert DutyDone.objects.get().done_on == TODAY
    page = text(client.post(UNDO.search(page)[1], follow=True))
    assert "Taken back" in page
    assert not DutyDone.objects.exists()


def test_a_second_tap_in_another_tab_says_so_and_keeps_one(signed_in, home, owner):
    client = signed_in(owner)
    client.post(f"/homes/{home.pk}/duties/england-44/done/")
    assert "kept already" in text(client.post(f"/homes/{home.pk}/duties/england-44/done/", follow=True))
    assert DutyDone.objects.count() == 1


def test_another_day_is_kept_with_a_note(signed_in, home, owner):
    day = TODAY - timedelta(days=3)
    typed = {"done_on": str(day), "note": "Siân ap Gwilym <b>"}
    page = text(signed_in(owner).post(f"/homes/{home.pk}/duties/england-45/done/", typed, follow=True))
    assert "Siân ap Gwilym &lt;b&gt;" in page
    assert DutyDone.objects.get().done_on == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"done_on": "31/02/2025"}, "Enter a valid date"),
        ({"done_on": ""}, "Enter a day under “Done on”."),
        ({"done_on": "2099-01-01"}, "still to come"),
        ({"done_on": "2001-01-01"}, "registered on 4 June 2015"),
        ({"done_on": "2025-01-01", "note": "x" * 201}, "has 201 characters, and 200 fit. Shorten it."),
    ],
)
def test_a_day_that_cannot_be_kept_says_why_and_keeps_what_was_typed(signed_in, home, owner, typed, sentence):
    answer = signed_in(owner).post(f"/homes/{home.pk}/duties/england-45/done/", {"note": "Who came", **typed})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert typed.get("note", "Who came") in text(answer)
    assert not DutyDone.objects.exists()


def test_a_duty_that_is_not_this_home_s_is_not_found(signed_in, home, owner):
    client = signed_in(owner)
    for slug in ("wales-73", "own-1", "nothing"):
        assert client.post(f"/homes/{home.pk}/duties/{slug}/done/").status_code == 404


def test_a_duty_is_switched_off_with_a_reason_and_on_again(signed_in, home, owner):
    client = signed_in(owner)
    assert client.post(f"/homes/{home.pk}/duties/england-44/off/", {"reason": ""}).status_code == 422
    page = text(client.post(f"/homes/{home.pk}/duties/england-44/off/", {"reason": "Not open yet"}, follow=True))
    assert "Switched off" in page
    assert "Not open yet" in page
    client.post(f"/homes/{home.pk}/duties/england-44/on/")
    assert not DutyOff.objects.exists()


def test_many_homes_are_a_table_with_the_worst_first(signed_in, provider, owner):
    fine, late = make_home(provider, 1), make_home(provider, 2)
    done(fine, "england-44", TODAY, 0)
    done(late, "england-44", TODAY, 100)
    page = text(signed_in(owner).get("/duties/"))
    assert page.index(late.registration.number) < page.index(fine.registration.number)
    assert "Overdue: 1" in page
    assert "No date yet: 4" in page
    only = text(signed_in(owner).get("/duties/?state=overdue"))
    assert fine.registration.number not in only
    assert late.registration.number in only


def overview(client, query=""):
    return client.get(f"/duties/{query}").context


def test_the_overview_says_how_many_duties_of_a_home_are_late_and_names_the_most_urgent(signed_in, provider, owner):
    fine, late = make_home(provider, 1), make_home(provider, 2)
    done(late, "england-44", TODAY, 100)
    done(late, "england-45", TODAY, 400)
    done(late, "england-46", TODAY, 0)
    for rule in ("england-44", "england-45", "england-46", "england-16"):
        done(fine, rule, TODAY, 0)
    page = text(signed_in(owner).get("/duties/"))
    [one, other] = page[page.index("<tbody>") : page.index("</tbody>")].split("<tr>")[1:]
    assert "Overdue: 2, No date yet: 1" in one
    assert "quality of care, was due by" in one, "overdue for longest"
    assert "In order" in other[: other.index("wide-only")]
    assert ", by" not in other, "nothing of it falls due"
    assert "was due" not in other


def test_the_overview_of_many_homes_is_pages_that_keep_what_was_chosen(signed_in, provider, owner):
    for number in range(31):
        done(make_home(provider, number), "england-44", TODAY, 100)
    client = signed_in(owner)
    assert [len(overview(client, f"?page={page}")["rows"]) for page in (1, 2, 3)] == [15, 15, 1]
    assert "Page 1 of 3" in text(client.get("/duties/"))
    assert "?state=overdue&amp;page=3" in text(client.get("/duties/?state=overdue&page=2"))
    assert '?state=overdue"' in text(client.get("/duties/?page=2")), "another choice begins on its first page"


def test_the_overview_is_narrowed_to_an_area_and_to_a_manager(signed_in, provider, owner):
    north = Area.objects.create(provider=provider, name="North")
    made = [make_home(provider, number) for number in range(5)]
    for home in made[:2]:
        HomeFacts.objects.create(home=home, area=north)
        actions.appoint(home=home, by=owner, kind="manager", name="Siân Llŷr", starts_on=TODAY)
    HomeFacts.objects.create(home=made[2], area=Area.objects.create(provider=provider, name="South"))
    actions.appoint(home=made[2], by=owner, kind="manager", name="Another", starts_on=TODAY)
    done(made[0], "england-44", TODAY, 100)
    client = signed_in(owner)
    page = overview(client, f"?area={north.pk}")
    assert {row.home for row, *_ in page["rows"]} == set(made[:2])
    assert page["filters"].filters_in_words == ["Area: North"]
    managers = dict(page["filters"].fields["managed_by"].choices)
    key = next(key for key, name in managers.items() if name == "Siân Llŷr")
    both = overview(client, f"?area={north.pk}&managed_by={key}&state=overdue")
    assert [row.home for row, *_ in both["rows"]] == [made[0]]
    assert ("overdue", "Overdue", 1) in both["counts"], "counted of those chosen"
    assert len(overview(client, "?area=999")["rows"]) == 5, "what is not known is no wish"


def test_a_table_has_a_column_only_where_a_home_needs_it(signed_in, provider, owner):
    make_home(provider, 1)
    make_home(provider, 2)
    assert "Annual return" not in text(signed_in(owner).get("/duties/"))
    make_home(provider, 3, regulator="ciw")
    assert "Annual return" in text(signed_in(owner).get("/duties/"))


def test_a_provider_without_homes_is_told_what_will_be_here(signed_in, owner):
    assert "will be here" in text(signed_in(owner).get("/duties/"))


@pytest.mark.parametrize("count", [2, 3, 30])
def test_duty_list_takes_seven_queries_for_any_number_of_homes(
    signed_in, provider, owner, count, django_assert_num_queries
):
    duties_actions.add_duty(provider=provider, home=None, name="Drill", every_months=6, by=owner)
    for number in range(count):
        done(make_home(provider, number), "england-44", TODAY, 40 * number)
    client = signed_in(owner)
    client.get("/duties/")
    with django_assert_num_queries(7):
        client.get("/duties/")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_home_duties_takes_eight_queries_for_any_number_of_days(
    signed_in, home, owner, count, django_assert_num_queries
):
    for number in range(count):
        done(home, "england-44", TODAY, number, by=owner)
    client = signed_in(owner)
    address = f"/homes/{home.pk}/duties/"
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)


def test_a_limited_manager_sees_and_marks_their_homes_alone(signed_in, home, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    other = make_home(provider, 2)
    HomeGrant.objects.create(role=manager.roles.get(), home=home)
    client = signed_in(manager)
    assert "Duties of Bramble House" in text(client.get("/duties/"))
    assert client.get(f"/homes/{other.pk}/duties/").status_code == 404
    assert client.post(f"/homes/{other.pk}/duties/england-44/done/").status_code == 404
    assert client.post(f"/homes/{home.pk}/duties/england-44/done/").status_code == 302


def test_own_duties_are_added_for_all_homes_and_ended(signed_in, home, owner, provider):
    client, address = signed_in(owner), f"/providers/{provider.pk}/duties/"
    drill = {"name": "Ymarfer tân", "recurrence": "every_months", "every_months": 6}
    page = text(client.post(f"{address}add/", drill, follow=True))
    assert "Ymarfer tân, every 6 months" in page
    assert "Ymarfer tân" in text(client.get(f"/homes/{home.pk}/duties/"))
    refused = client.post(f"{address}add/", {**drill, "name": "ymarfer tân", "every_months": 61})
    assert refused.status_code == 422
    assert 'value="ymarfer tân"' in text(refused)
    client.post(f"/duties/own/{Duty.objects.get().pk}/end/", follow=True)
    assert "Ymarfer tân" not in text(client.get(f"/homes/{home.pk}/duties/"))


def test_an_own_duty_of_one_home_is_added_and_ended_on_its_page(signed_in, home, owner):
    client = signed_in(owner)
    lift = {"name": "Lift check", "recurrence": "every_months", "every_months": 3}
    page = client.post(f"/homes/{home.pk}/duties/add/", lift, follow=True)
    assert "Lift check" in text(page)
    client.post(f"/duties/own/{Duty.objects.get().pk}/end/", follow=True)
    assert "Lift check" not in text(client.get(f"/homes/{home.pk}/duties/"))


def test_a_rhythm_is_set_and_given_up(signed_in, home, owner, provider):
    client, address = signed_in(owner), f"/providers/{provider.pk}/duties/england-16/"
    assert "A year is our suggestion" in text(client.get(address))
    client.post(address, {"every_months": 24})
    assert "At least every 24 months" in text(client.get(f"/homes/{home.pk}/duties/"))
    client.post(f"{address}default/")
    assert "At least every 12 months" in text(client.get(f"/homes/{home.pk}/duties/"))
    assert client.get(f"/providers/{provider.pk}/duties/england-44/").status_code == 404


def test_a_provider_sets_the_rhythms_of_the_homes_that_it_has(signed_in, owner, provider):
    client, address = signed_in(owner), f"/providers/{provider.pk}/duties/"
    assert "None of your homes has one" in text(client.get(address))
    make_home(provider, 1)
    page = text(client.get(address))
    assert "Regulation 16" in page
    assert "Regulation 46" not in page
    assert "Regulation 32" not in page
    assert "Annual return" not in page
    make_home(provider, 2, regulator="ciw")
    assert "Annual return" in text(client.get(address))


def test_supported_accommodation_is_added_like_a_home_and_has_duties_of_its_own(
    signed_in, provider, owner, membership_manager
):
    kind = {"Provision type": "Supported Accommodation"}
    released(register(*homes("9000071", **kind)))
    claimed = actions.claim(urn="9000071", provider=provider, by=owner)
    home = actions.confirm(home=claimed, by=membership_manager)
    page = text(signed_in(owner).get(f"/homes/{home.pk}/duties/"))
    assert "Regulation 32" in page
    assert "Regulation 44" not in page
    assert not RegisterEntry.objects.childrens_homes().exists(), "no figure of children's homes counts it"


def test_staff_see_duties_while_they_are_shared_and_by_alias_only(signed_in, home, owner, membership_manager):
    done(home, "england-44", TODAY, 100, note="Who came")
    HomeFacts.objects.create(home=home, vacancies=2, vacancies_on=TODAY)
    left = DateRange(TODAY - timedelta(days=90), TODAY - timedelta(days=3))
    HomePost.objects.create(home=home, kind=HomePost.Kind.MANAGER, name="Gwenllian", during=left)
    staff, address = signed_in(membership_manager), f"/providers/{home.provider_id}/"
    own = ("Independent person", "nobody since", f"{home}: 2, as of")
    assert not [words for words in own if words in text(staff.get(address))]
    client = signed_in(owner)
    refused = client.post(f"{address}duties/share/", {"until": str(TODAY - timedelta(days=1))})
    assert "is past" in text(refused)
    client.post(f"{address}duties/share/", {"until": str(TODAY)})
    page = text(staff.get(address))
    assert [words for words in own if words in page] == [*own]
    assert "Overdue" in page
    assert "Gwenllian" not in page
    assert "Bramble House" not in page
    assert "Who came" not in page
    assert staff.get(f"/homes/{home.pk}/duties/").status_code == 403
    client.post(f"{address}duties/share/stop/")
    assert not [words for words in own if words in text(staff.get(address))]
    assert DutySharing.objects.get().ended_at


def test_the_calendar_shows_what_falls_due_and_what_was_done_in_a_month(signed_in, home, owner):
    done(home, "england-45", TODAY, 0)
    done(home, "england-44", TODAY, 200)
    client = signed_in(owner)
    page = text(client.get("/duties/calendar/"))
    assert "Independent person’s visit" in page, "overdue from before"
    assert "Review of quality of care" not in page
    assert "Bramble House" in page
    was_done = text(client.get("/duties/calendar/?show=done"))
    assert "Review of quality of care" in was_done
    assert "Independent person’s visit" not in was_done
    due = next_due(home, "england-45")
    later = text(client.get(f"/duties/calendar/?month={due:%Y-%m}"))
    assert "Review of quality of care" in later
    assert "Independent person’s visit" not in later


def test_the_calendar_folds_what_many_homes_share_on_a_day_into_one_line(signed_in, provider, owner):
    made = [make_home(provider, number) for number in range(4)]
    for place, home in enumerate(made):
        done(home, "england-45", TODAY, 0 if place else 1)
    client = signed_in(owner)
    page = client.get("/duties/calendar/?show=done").context["page"]
    together = next(line for line in page if len(line.entries) == 3)
    assert together.counts == [("Done", 3)]
    done(made[0], "england-45", TODAY, 0)
    page = text(client.get("/duties/calendar/?show=done"))
    assert "4 homes</a>: 4 done" in page
    assert made[1].registration.number not in page
    whole = client.get("/duties/calendar/", {"show": "done", "line": together.key})
    assert [str(home) in text(whole) for home in made] == [True] * 4
    assert "All of" in text(whole)


def test_the_homes_of_a_line_are_pages_of_twenty(signed_in, provider, owner):
    for number in range(21):
        done(make_home(provider, number), "england-45", TODAY, 0)
    client = signed_in(owner)
    [line] = client.get("/duties/calendar/?show=done").context["page"]
    pages = [
        client.get("/duties/calendar/", {"show": "done", "line": line.key, "page": number}).context["page"]
        for number in (1, 2)
    ]
    assert [len(page) for page in pages] == [20, 1]


def test_the_address_of_a_line_holds_no_visitor(signed_in, provider, owner):
    for number in range(4):
        PlannedVisit.objects.create(home=make_home(provider, number), planned_on=TODAY, visitor="Wren Abara")
    page = text(signed_in(owner).get("/duties/calendar/"))
    [address] = re.findall(r'href="([^"]*line=[^"]*)">4 homes</a>: 4 planned', page)
    assert "Wren" not in address
    assert "Wren Abara" in text(signed_in(owner).get("/duties/calendar/" + address.replace("&amp;", "&")))


def test_the_calendar_is_pages_of_twenty_lines(signed_in, home, owner):
    for number in range(60):
        duties_actions.add_duty(provider=home.provider, home=None, name=f"Drill {number}", every_months=1, by=owner)
        done(home, "", TODAY, 62, own=Duty.objects.get(name=f"Drill {number}"))
    client = signed_in(owner)
    pages = [client.get(f"/duties/calendar/?page={page}").context["page"] for page in (1, 2, 3)]
    assert len(pages[0]) == len(pages[1]) == 20
    assert len(pages[2]) >= 10


def test_the_calendar_shows_a_notice_until_it_is_given(signed_in, home, owner):
    away = {"starts_on": TODAY - timedelta(days=60), "expected_back": None, "foreseen": False}
    absence = duties_actions.begin_absence(home=home, by=owner, **away)
    client = signed_in(owner)
    page = text(client.get("/duties/calendar/"))
    assert "Notice of the absence" in page
    assert f'href="/homes/{home.pk}/notices/#' in page
    duties_actions.give_notice(absence=absence, of="absence", on=TODAY, today=TODAY, by=owner)
    assert "Notice of the absence" not in text(client.get("/duties/calendar/"))


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("notices/absence/", {"starts_on": "9999-12-31", "foreseen": "on"}),
        ("notices/change/", {"kind": "premises", "happens_on": "9999-12-31"}),
        ("duties/england-45/done/", {"done_on": "9999-12-31"}),
    ],
)
def test_a_slip_of_the_year_is_refused_before_a_calendar_breaks_at_it(signed_in, home, owner, address, typed):
    answer = signed_in(owner).post(f"/homes/{home.pk}/{address}", typed)
    assert answer.status_code == 422
    assert "Look at the year" in text(answer)


@pytest.mark.parametrize("month", ["", "nonsense", "2026-13", "0001-01", "9999-12", "2026-1"])
def test_a_month_that_is_none_shows_this_one(signed_in, owner, month):
    assert f"Duties in {TODAY:%B %Y}" in text(signed_in(owner).get("/duties/calendar/", {"month": month}))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_calendar_takes_eight_queries_for_any_number_of_homes(
    signed_in, provider, owner, count, django_assert_num_queries
):
    for number in range(count):
        done(make_home(provider, number), "england-44", TODAY, 0)
    client = signed_in(owner)
    client.get("/duties/calendar/")
    with django_assert_num_queries(8):
        client.get("/duties/calendar/")


def test_the_first_screen_of_one_home_shows_three_duties_at_most_the_worst_first(signed_in, home, owner):
    for rule, days in [("england-44", 100), ("england-45", 400), ("england-46", 1000), ("england-16", 360)]:
        done(home, rule, TODAY, days)
    page = text(signed_in(owner).get("/dashboard/"))
    section = page[page.index("What falls due") : page.index("All duties")]
    assert section.count("<h3>") == 3
    assert section.index("location") < section.index("quality of care")
    assert "Review of the statement of purpose" not in section


def test_the_first_screen_of_one_home_begins_with_what_falls_due_and_each_is_one_tap(signed_in, home, owner):
    visit = done(home, "england-44", TODAY, 40, report_asked=True)
    done(home, "england-45", TODAY, 400)
    client = signed_in(owner)
    page = text(client.get("/dashboard/"))
    assert page.index("What falls due") < page.index("Needs you") < page.index("My home<")
    assert f'action="/homes/{home.pk}/duties/england-45/done/"' in page
    sent = f"/duties/done/{visit.pk}/report/sent/"
    assert f'action="{sent}"' in page
    assert f'name="day" value="{TODAY}"' in page
    client.post(sent, {"day": str(TODAY)})
    assert sent not in text(client.get("/dashboard/"))


def test_the_first_screen_begins_with_a_legal_notice_that_falls_due(signed_in, home, owner):
    duties_actions.add_change(home=home, kind="premises", happens_on=TODAY, note="", by=owner)
    page = text(signed_in(owner).get("/dashboard/"))
    assert page.index("Needs you") < page.index("What falls due")


def test_the_first_screen_says_the_home_s_own_business_before_the_register_s_facts(signed_in, home, owner):
    assert "Vacancies are not kept yet." in text(signed_in(owner).get("/dashboard/"))
    actions.update_facts(home=home, by=owner, vacancies=1, youngest=8, oldest=17, needs=[])
    actions.appoint(home=home, by=owner, kind="manager", name="Siân Llŷr", starts_on=TODAY)
    page = text(signed_in(owner).get("/dashboard/"))
    assert page.index("1 vacancy as of") < page.index("Managed by Siân Llŷr") < page.index("places ·")


def test_the_first_screen_shows_what_comes_next_where_nothing_is_late(signed_in, home, owner):
    done(home, "england-46", TODAY, 1)
    page = text(signed_in(owner).get("/dashboard/"))
    block = page[page.index("What falls due") : page.index("All duties")]
    assert f'action="/homes/{home.pk}/duties/england-46/done/"' in block


def test_the_first_screen_says_how_many_fall_due(signed_in, home, owner):
    for rule, days in [("england-44", 100), ("england-45", 400), ("england-46", 1000), ("england-16", 400)]:
        done(home, rule, TODAY, days)
    duties_actions.add_duty(provider=home.provider, home=None, name="Drill", every_months=6, by=owner)
    done(home, "", TODAY, 0, own=Duty.objects.get())  # due in half a year
    assert "All 4 that fall due" in text(signed_in(owner).get("/dashboard/"))


def test_the_first_screen_of_many_homes_begins_with_the_table(signed_in, provider, owner):
    for number in range(6):
        done(make_home(provider, number), "england-44", TODAY, 100 * number)
    page = text(signed_in(owner).get("/dashboard/"))
    assert page.index("Homes by duties") < page.index("Needs you")
    assert "Duties of all 6 homes" in page
    assert "What falls due" not in page


def test_the_first_screen_of_staff_says_nothing_of_duties(signed_in, home, membership_manager):
    done(home, "england-44", TODAY, 100)
    page = text(signed_in(membership_manager).get("/dashboard/"))
    assert "falls due" not in page
    assert "by duties" not in page


def next_due(home, slug):
    return items_of(home, TODAY)[slug].due_status.due
