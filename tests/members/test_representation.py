"""For whom we speak: members' homes beside all homes, at a date, and nothing that points at one member."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from homes.models import Home
from members.figure_values import membership_figures
from members.representation import Compared, Representation, members_on, providers_on, representation_on
from members.sector import Row, contribution
from members.small_numbers import Contribution, may_be_disclosed
from people.models import Provider
from register.lists.kinds import ListKind
from register.lists.wales import WelshKind
from register.models import RegisterFile, Registration, WelshService
from tests.conftest import make_provider
from tests.members.conftest import make_term
from tests.register.files import homes, register
from tests.register.released import released

TODAY = timezone.localdate
LONDON = {"Government Office Region": "London"}


def urns(first, count):
    return [str(9000001 + number) for number in range(first, first + count)]


def hold(provider, *numbers, since=date(2020, 1, 1), until=None):
    """Homes that a provider has confirmed as its own."""
    state = Home.State.ENDED if until else Home.State.CONFIRMED
    for registration in Registration.objects.filter(number__in=numbers):
        Home.objects.create(
            registration=registration, provider=provider, state=state, during=DateRange(since, until, "[)")
        )


@pytest.fixture
def listed(db):
    """A list of twenty homes of four places in the North West and ten in London, owned by ten and by one."""
    rows = [
        row
        for number in range(10)
        for row in homes(*urns(2 * number, 2), **{"Organisation which owns the provider": f"Owner {number} Ltd"})
    ]
    rows += homes(*urns(20, 10), **LONDON, **{"Organisation which owns the provider": "OWNER 9 LIMITED"})
    released(register(*rows), "at_march_2025.csv")


@pytest.fixture
def members(listed):
    """Six providers in membership, each with one home in the North West."""
    providers = [make_provider(f"Member {number}") for number in range(6)]
    for number, provider in enumerate(providers):
        make_term(provider, ends_in=200)
        hold(provider, *urns(2 * number, 1))
    return providers


def line(heading, name, day=None):
    lines = representation_on(day or TODAY()).tables[heading]
    return next(line for line in lines if line.name == name)


def test_members_homes_and_places_stand_beside_all(members):
    found = representation_on(TODAY())
    assert found.as_at == date(2025, 3, 31)
    assert (found.whole.providers, found.whole.homes, found.whole.places) == (10, 30, 120)
    assert found.whole.ours == (6, 6, 24)
    assert (found.whole.share_of_homes, found.whole.share_of_places) == (20, 20)
    assert line("Region", "North West").ours is None, "with London's none it would tell London's"


def test_a_region_is_told_where_enough_groups_have_homes_there(members):
    for number, provider in enumerate(members):
        hold(provider, *urns(20 + number, 1))
    assert line("Region", "North West").ours == (6, 6, 24)
    assert line("Region", "London").ours == (6, 6, 24)
    assert (line("Region", "London").providers, line("Region", "London").homes) == (1, 10)


def test_the_size_of_a_provider_counts_the_homes_of_one_owner_however_it_is_printed(members):
    assert {line.name: line.homes for line in representation_on(TODAY()).tables["Size of provider"]} == {
        "2 to 4 homes": 18,
        "5 to 15 homes": 12,
    }


def test_judgements_of_members_homes_stand_beside_all(members):
    assert line("Overall judgement", "Good").ours == (6, 6, 24)
    assert line("Overall judgement", "Good").homes == 30


def test_only_homes_of_members_count_and_only_while_both_last(members):
    yesterday = TODAY() - timedelta(days=1)
    stranger = make_provider("Not a member")
    hold(stranger, *urns(12, 2))
    make_term(stranger, ends_in=-1)
    assert representation_on(TODAY()).whole.ours.homes == 6
    assert representation_on(yesterday).whole.ours.homes == 8
    hold(members[0], *urns(14, 1), until=TODAY())
    assert representation_on(TODAY()).whole.ours.homes == 6
    assert representation_on(yesterday).whole.ours.homes == 9


def test_a_claim_that_nobody_confirmed_is_no_home_of_ours(members):
    registration = Registration.objects.get(number=urns(13, 1)[0])
    Home.objects.create(registration=registration, provider=members[0])
    assert representation_on(TODAY()).whole.ours.homes == 6


def test_companies_under_one_are_one_group_however_far_above_it_is(members):
    top, middle = make_provider("Top plc"), make_provider("Middle Ltd")
    middle.parent = top
    middle.save()
    for provider in members[:2]:
        provider.parent = middle
        provider.save()
    assert representation_on(TODAY()).whole.ours == (6, 6, 24), "five groups"
    members[2].parent = top
    members[2].save()
    assert representation_on(TODAY()).whole.ours is None, "four groups"


def test_companies_that_name_each_other_as_the_one_above_are_one_group(members):
    first, second, below = members[:3]
    for company, above in ((first, second), (second, first), (below, first)):
        company.parent = above
        company.save()
    assert representation_on(TODAY()).whole.ours is None, "four groups"
    assert providers_on(TODAY()) is None


def test_it_is_hidden_where_one_group_has_more_than_half(members):
    hold(members[0], *urns(20, 4))
    assert representation_on(TODAY()).whole.ours.homes == 10
    hold(members[0], *urns(24, 1))
    found = representation_on(TODAY())
    assert found.whole.ours is None
    assert not [line for lines in found.tables.values() for line in lines if line.ours]


def welsh(number, **facts):
    registration = Registration.objects.create(regulator="ciw", number=f"W-{number}")
    facts = {"kind": WelshKind.CARE_HOME, "local_authority": "Gwynedd", "places": 3} | facts
    WelshService.objects.create(registration=registration, **facts)
    return registration.number


def test_no_part_is_told_where_the_whole_is_hidden_though_each_part_would_bear_it():
    """One group has a company in each of six regions, five others one company for all: it has most of the companies."""
    regions = range(6)
    ours = [(f"Region {place}", 100 + place, 1) for place in regions]
    theirs = [(f"Region {place}", group, group) for place in regions for group in range(2, 7)]
    rows = [
        Row(region, "Private", "Children's home", 4, f"Owner {provider}", "", provider, group)
        for region, provider, group in ours + theirs
    ]
    assert all(may_be_disclosed(contribution([row for row in rows if row.region == region])) for region, *_ in ours)
    found = Representation(TODAY(), TODAY(), rows, [])
    assert found.whole.ours is None
    assert {line.ours for lines in found.tables.values() for line in lines} == {None}
    assert found.judged_good is None


def judged(**homes_by_grade):
    """A sector in which each of five groups has so many homes of each grade; `_` are those without one."""
    rows = [
        Row("", "", "Children's home", 4, f"Owner {group}", grade.strip("_"), group, group)
        for grade, count in homes_by_grade.items()
        for group in range(5)
        for _ in range(count)
    ]
    strangers = [replace(row, owner="Nobody of ours", provider=None, group=None) for row in rows]
    return Representation(TODAY(), TODAY(), rows + strangers, [])


def test_the_judged_homes_are_those_with_a_judgement_and_outstanding_is_good_too():
    assert judged(outstanding=1, good=2, inadequate=1).judged_good == (15, 20)
    assert judged(good=2, requires_improvement=1, _=3).judged_good == (10, 15)
    assert judged(good=2, adequate=1, satisfactory=1, requires_improvement_or_adequate=1, _=3).judged_good == (10, 25)


def test_nothing_is_said_of_judgements_where_a_part_of_them_is_hidden_or_nobody_was_judged_good():
    assert judged(_=2).judged_good is None
    whole = judged(good=1, inadequate=2)
    one_group = [Row("", "", "Children's home", 4, "Owner 0", "outstanding", 0, 0)]
    found = Representation(TODAY(), TODAY(), whole.rows + one_group, [])
    assert found.whole.ours
    assert found.judged_good is None


def test_a_share_is_a_whole_percent_and_none_where_there_is_nothing_or_it_is_hidden():
    line = Compared("All", 5, 200, 400, Contribution(5, 200, 400))
    assert (line.share_of_homes, line.share_of_places) == (100, 100)
    line = Compared("Some", 5, 200, 400, Contribution(5, 29, 61))
    assert (line.share_of_homes, line.share_of_places) == (15, 15)
    for line in (Compared("None", 0, 0, 0, Contribution(0, 0, 0)), Compared("Hidden", 5, 200, 400, None)):
        assert (line.share_of_homes, line.share_of_places) == (None, None)


def test_wales_stands_apart_and_is_told_where_enough_groups_have_homes_there(members):
    for number, provider in enumerate(members[:4]):
        hold(provider, welsh(number))
    assert representation_on(TODAY()).wales is None
    assert representation_on(TODAY()).whole.ours == (6, 6, 24), "England's as before"
    hold(members[4], welsh(4))
    hold(members[5], welsh(5, ended_on=TODAY()), welsh(6, kind=WelshKind.FAMILY_CENTRE))
    assert representation_on(TODAY()).wales == (5, 5, 15)
    given = {reading.slug: reading.value for reading in membership_figures()}
    assert (given["members-homes-wales"], given["members-places-wales"]) == ("6", "18"), "on the first of the month"


def test_a_service_in_wales_counts_only_where_it_is_a_member_s(members):
    for number, provider in enumerate(members[:5]):
        hold(provider, welsh(number, places=None))
    welsh(5)
    hold(make_provider("Not a member"), welsh(6))
    assert representation_on(TODAY()).wales == (5, 5, 0), "no places where nobody knows how many"


def test_a_home_with_another_number_counts_under_the_number_of_the_time(members):
    home = members[0].homes.get()
    home.registration = Registration.objects.create(regulator="ofsted", number="9900001", succeeds=home.registration)
    home.save()
    assert representation_on(TODAY()).whole.ours == (6, 6, 24), "the list prints the former number"
    released(register(*homes("9900001", *urns(1, 2)), as_at="30 September 2026"), "x.csv")
    assert contribution(representation_on(date(2026, 9, 30)).rows)[members[0].pk].homes == 1


def test_a_former_number_that_another_member_has_stays_with_that_member(members):
    former = Registration.objects.get(number=urns(0, 1)[0])
    hold(members[1], Registration.objects.create(regulator="ofsted", number="9900001", succeeds=former).number)
    held = {provider: part.homes for provider, part in contribution(representation_on(TODAY()).rows).items()}
    assert held == {provider.pk: 1 for provider in members}


def test_only_children_s_homes_of_a_whole_list_count_and_places_that_are_not_printed_are_none(members):
    rows = [
        *homes(*urns(0, 2), Places=""),
        *homes(*urns(2, 1), **{"Provision type": "Residential special school"}),
        *homes(*urns(3, 1), **{"Registration status": "Resigned"}),
    ]
    released(register(*rows, as_at="30 September 2026"), "x.csv")
    places = {"kind": ListKind.PLACES, "as_at": date(2026, 12, 31), "name": "places.csv", "sha256": "0" * 64}
    RegisterFile.objects.create(**places, covers="all", released_at=timezone.now())
    found = representation_on(date(2027, 1, 1))
    assert (found.as_at, found.whole.homes, found.whole.places) == (date(2026, 9, 30), 2, 0)


def test_a_day_takes_the_list_of_its_time(members):
    released(register(*homes(*urns(0, 3)), as_at="30 September 2026"), "x.csv")
    assert representation_on(date(2025, 3, 31)).whole.homes == 30
    assert representation_on(date(2026, 9, 30)).whole.homes == 3
    assert representation_on(date(2025, 3, 30)) is None


def test_a_member_on_a_day_is_one_whose_term_ran_then(provider, other_provider):
    make_term(provider, ends_in=0)
    make_term(other_provider, ends_in=-1)
    make_term(make_provider("Not asked for"), ends_in=0)
    assert members_on(TODAY(), [provider, other_provider]) == {provider.pk}


def test_how_many_we_speak_for_is_not_told_below_five_groups(db):
    for number in range(4):
        make_term(make_provider(f"Provider {number}"), ends_in=10)
    parent = Provider.objects.get(legal_name="Provider 0")
    make_term(make_provider("Subsidiary", parent=parent), ends_in=10)
    assert providers_on(TODAY()) is None, "five providers of four groups"
    make_term(make_provider("Fifth"), ends_in=10)
    make_term(make_provider("Former"), ends_in=-1)
    assert providers_on(TODAY()) == 6


@pytest.mark.parametrize("count", [1, 3, 10])
def test_it_takes_six_queries_for_any_number(listed, count, django_assert_num_queries):
    for number in range(count):
        provider = make_provider(f"Member {number}")
        make_term(provider, ends_in=200)
        hold(provider, *urns(2 * number, 2))
    with django_assert_num_queries(6):
        found = representation_on(TODAY())
        assert found.whole.homes == 30
        assert len(found.tables) == 5


def test_the_figures_to_quote_say_the_same_of_the_first_of_the_month(members):
    given = {reading.slug: reading for reading in membership_figures()}
    assert given["members-homes"].value == "6"
    assert given["members-places"].value == "24"
    assert (given["members-share-of-homes"].value, given["members-share-of-homes"].base) == ("20%", 30)
    assert (given["members-homes-good-or-outstanding"].value, given["members-homes-good-or-outstanding"].base) == (
        "100%",
        6,
    )
    assert given["members-share-of-homes-region-north-west"].is_suppressed
    assert {reading.as_at for reading in given.values()} == {TODAY().replace(day=1)}
    assert "list as at 31 March 2025" in given["members-homes"].method


def test_staff_see_it_for_a_day_and_what_is_hidden_is_said_to_be(signed_in, press_officer, members):
    page = " ".join(signed_in(press_officer).get("/staff/representation/").content.decode().split())
    assert "our members had 6 of the 30 children’s homes in England (20%)" in page
    assert "Hidden to protect providers" in page
    none = signed_in(press_officer).get("/staff/representation/", {"on": "2019-01-01"}).content.decode()
    assert "No list of the public register as at 1 January 2019 or before is loaded" in none
    late = signed_in(press_officer).get("/staff/representation/", {"on": "2999-01-01"})
    assert late.status_code == 422
    assert "That day is still to come" in late.content.decode()


def test_the_page_says_nothing_of_members_where_too_few_are(signed_in, press_officer, listed):
    page = signed_in(press_officer).get("/staff/representation/").content.decode()
    assert "too few groups of owners" in page
