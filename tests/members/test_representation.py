"""For whom we speak: members' homes beside all homes, at a date, and nothing that points at one member."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from homes.loading import load_register
from homes.models import Home, Registration, WelshService
from homes.register.wales import WelshKind
from members.readings import membership_readings
from members.representation import Representation, representation_on
from members.sector import Row, brought
from members.small_numbers import may_be_told
from tests.conftest import make_provider
from tests.homes.files import homes, register
from tests.members.conftest import make_term

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
    load_register(raw=register(*rows), name="at_march_2025.csv", by=None)


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
    assert all(may_be_told(brought([row for row in rows if row.region == region])) for region, *_ in ours)
    found = Representation(TODAY(), TODAY(), rows, [])
    assert found.whole.ours is None
    assert {line.ours for lines in found.tables.values() for line in lines} == {None}
    assert found.judged_good is None


def test_wales_stands_apart_and_is_told_where_enough_groups_have_homes_there(members):
    for number, provider in enumerate(members[:4]):
        hold(provider, welsh(number))
    assert representation_on(TODAY()).wales is None
    assert representation_on(TODAY()).whole.ours == (6, 6, 24), "England's as before"
    hold(members[4], welsh(4))
    hold(members[5], welsh(5, ended_on=TODAY()), welsh(6, kind=WelshKind.FAMILY_CENTRE))
    assert representation_on(TODAY()).wales == (5, 5, 15)
    given = {reading.slug: reading.value for reading in membership_readings()}
    assert (given["members-homes-wales"], given["members-places-wales"]) == ("6", "18"), "on the first of the month"


def test_a_home_with_another_number_counts_under_the_number_of_the_time(members):
    home = members[0].homes.get()
    home.registration = Registration.objects.create(regulator="ofsted", number="9900001", succeeds=home.registration)
    home.save()
    assert representation_on(TODAY()).whole.ours == (6, 6, 24), "the list prints the former number"
    load_register(raw=register(*homes("9900001", *urns(1, 2)), as_at="30 September 2026"), name="x.csv", by=None)
    assert brought(representation_on(date(2026, 9, 30)).rows)[members[0].pk].homes == 1


def test_a_day_takes_the_list_of_its_time(members):
    load_register(raw=register(*homes(*urns(0, 3)), as_at="30 September 2026"), name="x.csv", by=None)
    assert representation_on(date(2025, 3, 31)).whole.homes == 30
    assert representation_on(date(2026, 9, 30)).whole.homes == 3
    assert representation_on(date(2025, 3, 30)) is None


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
    given = {reading.slug: reading for reading in membership_readings()}
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
