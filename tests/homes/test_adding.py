"""Many homes at once, likely matches on the register, and homes that close, move or get another number."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from homes import actions, locations
from homes.candidates import typed_numbers
from homes.matches import Outcome, likely_homes, looked_up
from homes.models import Home, HomeFacts
from outbox.models import OutboxMessage
from people.models import Provider
from register import actions as register_actions
from register.models import OwnerName, Registration
from register.timeline import lineage
from register.visits import visits
from sheets.writing import Format, Table, written
from tests.conftest import make_person
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released

TODAY = timezone.localdate()
OWNER = "Organisation which owns the provider"


@pytest.fixture
def many(db):
    """Three homes of Hazel Bank in other spellings, two of someone else, a closed one, and a school."""
    hazel = [{OWNER: name} for name in ("HAZEL BANK CARE LIMITED", "Hazel Bank  Care Ltd", "The Hazel Bank Care Ltd.")]
    rows = [row | change for row, change in zip(homes("9000031", "9000032", "9000033"), hazel, strict=True)]
    rows += homes("9000034", **{OWNER: "Somebody Else Ltd"}) + homes("9000035", **{OWNER: "Hazel Bank Group"})
    rows += homes("9000036", **{"Registration status": "Closed"})
    rows += homes("9000037", **{"Provision type": "Residential Special School", "Name": "Elm"})
    return released(register(*rows))


def numbers(entries):
    return [entry.registration.number for entry in entries]


def outcomes(urns, provider):
    return [(line.urn, line.outcome) for line in looked_up(urns, provider)]


def test_likely_homes_are_those_printed_under_the_provider_s_name_however_it_is_spelt(many, provider):
    assert numbers(likely_homes(provider)) == ["9000031", "9000032", "9000033"]


def test_a_name_that_staff_confirmed_counts_and_one_of_another_provider_does_not(
    many, provider, other_provider, membership_manager
):
    register_actions.match_owner(key="hazel bank group", provider=provider, by=membership_manager)
    assert "9000035" in numbers(likely_homes(provider))
    OwnerName.objects.create(key="hazel bank care ltd", provider=other_provider)
    assert numbers(likely_homes(provider)) == ["9000035"]


def test_what_they_added_is_not_likely_any_more_and_what_another_has_still_is(
    many, provider, owner, other_provider, outsider, membership_manager
):
    actions.claim(urn="9000031", provider=provider, by=owner)
    asked = actions.claim(urn="9000032", provider=other_provider, by=outsider)
    assert numbers(likely_homes(provider)) == ["9000032", "9000033"]
    actions.confirm(home=asked, by=membership_manager)
    assert numbers(likely_homes(provider)) == ["9000032", "9000033"], "it would tell that the other is a member"


def test_each_number_says_what_can_be_done_about_it(
    many, provider, owner, other_provider, outsider, membership_manager
):
    actions.claim(urn="9000031", provider=provider, by=owner)
    theirs = actions.claim(urn="9000032", provider=other_provider, by=outsider)
    actions.confirm(home=theirs, by=membership_manager)
    actions.claim(urn="9000034", provider=other_provider, by=outsider)
    urns = ["9000031", "9000032", " 900 0033", "9000034", "9000036", "9000037", "9999999", "9000033", "", "<b>"]
    assert outcomes(urns, provider) == [
        ("9000031", Outcome.OWN),
        ("9000032", Outcome.FOUND),  # another has it: that is for staff to see
        ("9000033", Outcome.FOUND),
        ("9000034", Outcome.OTHER_OWNER),  # claimed by two: staff decide
        ("9000036", Outcome.NO_HOME),
        ("9000037", Outcome.NO_HOME),
        ("9999999", Outcome.UNKNOWN),
        ("<B>", Outcome.UNKNOWN),
    ]


def test_a_number_that_a_program_changed_is_found_or_said(many, provider):
    released(register(*homes("SC012345")), "provider_at_march_2026.csv")
    lines = looked_up(["12345", "SC012345", "9.000031E+06", "9.0E+06", "SC12345"], provider)
    assert [(line.urn, line.typed, line.outcome) for line in lines] == [
        ("SC012345", "12345", Outcome.FOUND),
        ("9000031", "", Outcome.UNKNOWN),  # it is not on the newest list
        ("9.0E+06", "", Outcome.SHORTENED),
        ("SC12345", "", Outcome.UNKNOWN),
    ]


def test_the_dry_run_names_the_columns_that_are_not_read_and_how_a_number_was_typed(signed_in, many, provider, owner):
    released(register(*homes("SC012345")), "provider_at_march_2026.csv")
    sheet = SimpleUploadedFile("ours", b"Place,URN\nx,12345\n")
    page = text(signed_in(owner).post("/homes/add/many/", {"provider": provider.pk, "file": sheet}))
    assert 'Columns that are not read: <span class="tag tag--quiet">Place</span>' in page
    assert 'SC012345 <span class="meta">from “12345”</span>' in page
    assert 'name="urns" value="SC012345"' in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_looking_up_takes_the_same_queries_for_any_number(many, provider, count, django_assert_num_queries):
    with django_assert_num_queries(3):
        looked_up([f"90000{number:02}" for number in range(31, 31 + count)], provider)


def test_many_are_added_together_or_not_at_all(many, provider, owner, outsider):
    with pytest.raises(ValidationError, match="9999999: Not on the newest list"):
        actions.claim_many(urns=["9000031", "9999999"], provider=provider, by=owner)
    assert not Home.objects.exists()
    with pytest.raises(PermissionDenied):
        actions.claim_many(urns=["9000031"], provider=provider, by=outsider)
    made = actions.claim_many(urns=["9000031", "9000032"], provider=provider, by=owner)
    assert [home.state for home in made] == ["claimed", "claimed"]
    assert actions.claim_many(urns=["9000031", "9000032"], provider=provider, by=owner) == []


def test_those_under_another_owner_are_added_only_when_that_is_ticked(signed_in, many, provider, owner):
    client, typed = signed_in(owner), {"provider": provider.pk, "urns": "9000031,9000034"}
    page = text(client.post("/homes/add/many/", typed))
    assert Outcome.OTHER_OWNER.value in page
    assert "Add the 1 with another owner printed, too" in page
    client.post("/homes/add/many/", {**typed, "add": "1"})
    assert [home.registration.number for home in Home.objects.select_related("registration")] == ["9000031"]
    refused = client.post("/homes/add/many/", {**typed, "add": "1"})
    assert refused.status_code == 422
    assert "Tick that they are yours" in text(refused)
    client.post("/homes/add/many/", {**typed, "add": "1", "other_owners": "1"})
    assert Home.objects.count() == 2


@pytest.mark.parametrize("file_format", list(Format))
def test_a_sheet_of_numbers_is_checked_first_and_added_then(signed_in, many, provider, owner, file_format):
    client = signed_in(owner)
    rows = [["x", "9000031"], ["y", 9000032], ["z", "9999999"]]
    raw = written(file_format, Table("Ours", ["Place", "URN"], rows))
    sheet = SimpleUploadedFile("ours", raw)
    page = client.post("/homes/add/many/", {"provider": provider.pk, "file": sheet})
    assert "2 of 3 can be added" in text(page)
    assert "Not on the newest list" in text(page)
    assert not Home.objects.exists()
    answer = client.post("/homes/add/many/", {"provider": provider.pk, "urns": "9000031,9000032", "add": "1"})
    assert answer.status_code == 302
    assert Home.objects.count() == 2


def test_ticked_matches_are_checked_together(signed_in, many, provider, owner):
    client = signed_in(owner)
    assert "Likely homes of Hazel Bank Care Ltd" in text(client.get("/homes/add/"))
    page = client.post("/homes/add/many/", {"provider": provider.pk, "urns": ["9000031", "9000033"]})
    assert "2 of 2 can be added" in text(page)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Write at least one number"),
        ({"urns": " \n ,, "}, "Write at least one number"),
        ({"urns": "1," * 1001}, "we take 1000 at once"),
        ({"file": b"%PDF-1"}, "This is a PDF"),
        ({"file": b"Name\nA\n"}, "No heading “URN”"),
        ({"file": b"URN,Date of birth\n9000031,x\n"}, "headings that speak of children"),
        ({"file": b"URN,Place\n9000031,x,y\n"}, "Row 2: This row has text to the right of the last heading"),
    ],
)
def test_what_cannot_be_read_says_why(signed_in, many, provider, owner, typed, sentence):
    sent = {name: SimpleUploadedFile("x", value) if name == "file" else value for name, value in typed.items()}
    page = signed_in(owner).post("/homes/add/many/", {"provider": provider.pk, **sent})
    assert page.status_code == 422
    assert sentence in text(page)


def test_many_are_not_added_to_another_s_provider(signed_in, many, owner, other_provider):
    page = signed_in(owner).post("/homes/add/many/", {"provider": other_provider.pk, "urns": "9000031", "add": "1"})
    assert page.status_code == 422
    assert not Home.objects.exists()


def test_a_transfer_takes_the_public_history_along_and_nothing_private(
    home, owner, provider, other_provider, outsider, membership_manager
):
    actions.update_facts(home=home, by=owner, vacancies=2, youngest=8, oldest=17, needs=[])
    new = actions.transfer_home(home=home, to=other_provider, last_day=TODAY, by=membership_manager, reason="Sold")
    home.refresh_from_db()
    assert (home.state, home.during.upper) == ("ended", TODAY + timedelta(days=1))
    assert (new.state, new.during.lower, new.registration) == (
        "confirmed",
        TODAY + timedelta(days=1),
        home.registration,
    )
    assert locations.own_location(home=new, by=outsider).name == ""
    assert not HomeFacts.objects.own(outsider).exists()
    assert len(visits(lineage(new.registration))) == len(visits(lineage(home.registration))) == 1
    assert not locations.is_own(home, owner)
    assert {notice.user for notice in OutboxMessage.objects.all()} == {owner, outsider}
    assert "Bramble" not in "".join(OutboxMessage.objects.values_list("text", flat=True))


def test_a_transfer_confirms_the_claim_that_waits(home, other_provider, outsider, membership_manager):
    claim = Home.objects.create(registration=home.registration, provider=other_provider)
    new = actions.transfer_home(home=home, to=other_provider, last_day=TODAY, by=membership_manager, reason="Sold")
    assert new == claim


@pytest.mark.parametrize(
    ("days", "sentence"), [(1, "This day has not come yet"), (-1, "It is a home of .* only since")]
)
def test_a_day_to_come_or_before_it_began_ends_nothing(home, owner, days, sentence):
    with pytest.raises(ValidationError, match=sentence):
        actions.end_home(home=home, last_day=TODAY + timedelta(days=days), by=owner, reason="Closed")
    home.refresh_from_db()
    assert home.state == "confirmed"


def test_only_staff_transfer_and_renumber_and_an_owner_closes(
    home, owner, outsider, other_provider, provider, press_officer
):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    change = {"home": home, "reason": "x"}
    for person in (owner, outsider, manager, press_officer):
        with pytest.raises(PermissionDenied):
            actions.transfer_home(to=other_provider, last_day=TODAY, by=person, **change)
        with pytest.raises(PermissionDenied):
            actions.reregister_home(urn="9000002", by=person, **change)
    for person in (outsider, manager, press_officer):
        with pytest.raises(PermissionDenied):
            actions.end_home(last_day=TODAY, by=person, **change)
    assert actions.end_home(last_day=TODAY, by=owner, **change).state == "ended"


def test_a_new_number_keeps_the_home_and_reads_both_judgements(home, owner, membership_manager):
    actions.update_facts(home=home, by=owner, vacancies=2, youngest=8, oldest=17, needs=[])
    old = home.registration
    changed = actions.reregister_home(home=home, urn="9000002", by=membership_manager, reason="New company")
    assert changed.pk == home.pk
    assert lineage(Registration.objects.get(number="9000002")) == [changed.registration, old]
    assert len(visits(lineage(changed.registration))) == 2
    assert HomeFacts.objects.own(owner).get().vacancies == 2
    assert locations.own_location(home=changed, by=owner).name == "Bramble House"


def test_a_number_that_is_someone_s_or_its_own_cannot_follow(home, other_provider, outsider, membership_manager):
    renumber = {"home": home, "by": membership_manager, "reason": "x"}
    with pytest.raises(ValidationError, match="its number already"):
        actions.reregister_home(urn="9000001", **renumber)
    claim = actions.claim(urn="9000002", provider=other_provider, by=outsider)
    with pytest.raises(ValidationError, match="waits to be confirmed"):
        actions.reregister_home(urn="9000002", **renumber)
    actions.confirm(home=claim, by=membership_manager)
    with pytest.raises(ValidationError, match="is a home already"):
        actions.reregister_home(urn="9000002", **renumber)
    with pytest.raises(ValidationError, match="No home on the current register"):
        actions.reregister_home(urn="1", **renumber)


def test_the_pages_of_staff_and_owner_change_a_home(signed_in, home, owner, other_provider, membership_manager):
    staff, address = signed_in(membership_manager), home.get_absolute_url()
    assert "Transfer to another provider" in text(staff.get(address))
    assert "Transfer" not in text(signed_in(owner).get(address))
    assert staff.post(f"{address}reregister/", {"urn": "1", "reason": "x"}).status_code == 422
    typed = {"to": other_provider.pk, "last_day": f"{TODAY:%Y-%m-%d}", "reason": "Sold"}
    answer = staff.post(f"{address}transfer/", typed)
    assert answer.url == Home.objects.get(provider=other_provider).get_absolute_url()
    assert signed_in(owner).get(f"{address}end/").status_code == 404


def test_an_owner_closes_a_home_and_no_provider_is_left_without_a_sentence(signed_in, home, owner):
    client, address = signed_in(owner), f"{home.get_absolute_url()}end/"
    assert client.post(address, {"last_day": "", "reason": ""}).status_code == 422
    assert client.post(address, {"last_day": f"{TODAY:%Y-%m-%d}", "reason": "Closed"}).status_code == 302
    assert Home.objects.get().state == "ended"
    assert Provider.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9000031\n9000032", ["9000031", "9000032"]),
        ("9000031, 9000032;9000033\t9000034", ["9000031", "9000032", "9000033", "9000034"]),
        ("9000031 9000032  SC012345 sc 012346", ["9000031", "9000032", "SC012345", "sc 012346"]),
        ("SC 012 345", ["SC 012 345"]),
        ("900 0031", ["900 0031"]),
        ("9000031 abc", ["9000031 abc"]),
        (" \n ,\r\n", []),
    ],
)
def test_numbers_are_parted_as_people_type_and_paste_them(typed, expected):
    assert typed_numbers(typed) == expected
