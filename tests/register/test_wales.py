"""Welsh services: entered by people, rated by theme, shown to nobody outside."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from duties.law import DueState
from duties.overview import duties_overview
from history import history_of
from homes import actions
from homes.listing.columns import COLUMNS
from homes.listing.rows import rows_of
from homes.models import Home
from register import actions as register_actions
from register.figure_values import register_figures
from register.figures import figures_of
from register.lists.wales import LOCAL_AUTHORITIES, read_services
from register.models import Inspection, Judgement, Registration, WelshService
from sheets import NotASheet
from tests.conftest import make_person
from tests.reading import text
from tests.sheets.workbooks import ods, xlsx

HEADINGS = ["Number", "Kind of service", "Local authority", "Places", "Registered on"]
ROW = ["sin-1 0001", "Care home for children", "Ynys Môn", 4, date(2019, 6, 5)]
FACTS = {"kind": "Care home for children", "local_authority": "Powys", "places": 4, "registered_on": None}
RATINGS = {
    "well-being": "Excellent",
    "care_and_support": "Good",
    "leadership": "Requires improvement",
    "environment": "Requires significant improvement",
}
SINCE = date(2025, 4, 1)


@pytest.fixture
def service(membership_manager):
    return register_actions.enter_service(number="SIN-1", by=membership_manager, **FACTS)


@pytest.fixture
def welsh_home(service, provider, owner, membership_manager):
    home = actions.claim_service(number="sin-1", provider=provider, by=owner, **FACTS)
    return actions.confirm(home=home, by=membership_manager)


def counted(made) -> tuple[int, int, int]:
    return len(made.new), len(made.changed), made.known


# Sheets


def test_wales_has_22_local_authorities():
    assert len(LOCAL_AUTHORITIES) == 22


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_sheet_is_read_in_either_language_of_its_councils(make):
    sheet = read_services(make({"Services": [HEADINGS, ROW]}))
    (row,), errors = sheet.services, sheet.errors
    assert (row.number, row.local_authority, row.places, row.registered_on) == (
        "SIN-10001",
        "Isle of Anglesey",
        4,
        date(2019, 6, 5),
    )
    assert errors == []


@pytest.mark.parametrize(
    ("place", "printed", "heading"),
    [
        (0, "", "Number"),
        (0, "SIN/1", "Number"),
        (0, "x" * 21, "Number"),
        (1, "Hotel", "Kind of service"),
        (2, "Lancashire", "Local authority"),
        (2, "", "Local authority"),
        (3, "many", "Places"),
        (4, "soon", "Registered on"),
    ],
)
def test_what_cannot_be_read_is_told_by_row_and_column(place, printed, heading):
    wrong = [*ROW[:place], printed, *ROW[place + 1 :]]
    sheet = read_services(xlsx({"a": [HEADINGS, wrong]}))
    (error,) = sheet.errors
    assert (sheet.services, error.row, error.heading) == ([], 2, heading)


def test_a_number_twice_is_told():
    assert "stands above already" in str(read_services(xlsx({"a": [HEADINGS, ROW, ROW]})).errors[0])


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"%PDF", "This is a PDF"),
        (b"Name;Address\nElm House;1 High Street\n", "No row of this file has the headings"),
        (b"Number,Kind,Local authority\n", "There is no service below the headings"),
    ],
)
def test_what_is_no_sheet_of_services_is_refused(raw, sentence):
    with pytest.raises(NotASheet, match=sentence):
        read_services(raw)


# Entering


@pytest.mark.django_db
def test_staff_enter_a_service_once(service, membership_manager):
    assert (service.registration.regulator, service.registration.number) == ("ciw", "SIN-1")
    with pytest.raises(ValidationError, match="here already"):
        register_actions.enter_service(number=" sin-1", by=membership_manager, **FACTS)
    with pytest.raises(ValidationError, match="not a number of a service"):
        register_actions.enter_service(number="?", by=membership_manager, **FACTS)


@pytest.mark.django_db
def test_only_staff_who_confirm_homes_enter_and_load(press_officer, owner):
    for person in (press_officer, owner):
        with pytest.raises(PermissionDenied):
            register_actions.enter_service(number="SIN-1", by=person, **FACTS)
        with pytest.raises(PermissionDenied):
            register_actions.load_services(rows=[], by=person)
    assert not Registration.objects.exists()


@pytest.mark.django_db
def test_a_sheet_twice_changes_nothing_and_a_corrected_one_corrects(membership_manager):
    rows = read_services(xlsx({"a": [HEADINGS, ROW]})).services
    assert counted(register_actions.load_services(rows=rows, by=membership_manager)) == (1, 0, 0)
    assert counted(register_actions.load_services(rows=rows, by=membership_manager)) == (0, 0, 1)
    corrected = read_services(xlsx({"a": [HEADINGS, [*ROW[:3], 6, ""]]})).services
    assert counted(register_actions.load_services(rows=corrected, by=membership_manager)) == (0, 1, 0)
    service = WelshService.objects.get()
    assert (service.places, service.registered_on) == (6, date(2019, 6, 5))
    assert [entry.label for entry in history_of(service)] == ["Changed", "Made"]


@pytest.mark.django_db
def test_one_wrong_row_keeps_the_whole_sheet_out(signed_in, membership_manager):
    raw = xlsx({"a": [HEADINGS, ROW, ["SIN-2", "Hotel", "Powys", 1, ""]]})
    client = signed_in(membership_manager)
    page = client.post("/staff/wales/load/", {"file": SimpleUploadedFile("list.xlsx", raw)})
    assert page.status_code == 422
    assert "Line 3, Kind of service" in page.content.decode()
    assert not WelshService.objects.exists()


def shown(client, rows) -> str:
    file = SimpleUploadedFile("list.xlsx", xlsx({"a": [HEADINGS, *rows]}))
    return text(client.post("/staff/wales/load/", {"file": file}))


def sealed(page: str) -> dict:
    return {"rows": re.search(r'name="rows" value="([^"]+)"', page)[1]}


@pytest.mark.django_db
def test_a_sheet_shows_what_it_would_enter_and_change_before_it_does(service, signed_in, membership_manager):
    client = signed_in(membership_manager)
    page = shown(client, [ROW, ["SIN-1", FACTS["kind"], "Caerdydd", "", date(2020, 2, 1)]])
    assert WelshService.objects.get() == service
    change = re.findall(r'<th scope="row">SIN-1</th>.*', page)
    assert [re.findall(r">([^<]+)</td>", line) for line in change] == [
        ["Local authority", "Powys", "Cardiff"],
        ["Registered on", "Not known", "1 February 2020"],
    ]
    assert re.search(r"SIN-10001</th>.*Isle of Anglesey.*>4</td>.*5 June 2019", page)
    assert client.post("/staff/wales/load/enter/", sealed(page)).url == "/staff/wales/"
    service.refresh_from_db()
    assert (service.local_authority, service.places, service.registered_on) == ("Cardiff", 4, date(2020, 2, 1))
    assert WelshService.objects.count() == 2
    assert "nothing new" in shown(client, [ROW])


@pytest.mark.django_db
def test_a_sheet_is_entered_only_by_whoever_saw_it_within_the_hour(signed_in, membership_manager):
    page = shown(signed_in(membership_manager), [ROW])
    other = make_person("second@cha.example", "membership_manager")
    for person, later in ((other, 0), (membership_manager, 3601)):
        with time_machine.travel(timezone.now() + timedelta(seconds=later)):
            client = signed_in(person)
            assert client.post("/staff/wales/load/enter/", sealed(page)).url == "/staff/wales/load/"
    assert not WelshService.objects.exists()


@pytest.mark.django_db
def test_staff_enter_and_correct_on_pages(signed_in, membership_manager):
    client = signed_in(membership_manager)
    typed = {"number": "SIN-1", "kind": "Care home for children", "local_authority": "Powys", "places": "4"}
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert client.post("/staff/wales/add/", typed | {"registered_on": str(tomorrow)}).status_code == 422
    address = client.post("/staff/wales/add/", typed).url
    service = WelshService.objects.get()
    assert "Powys" in client.get(address).content.decode()
    dates = {"registered_on": "2020-01-02", "ended_on": "2020-01-01"}
    page = client.post(f"/staff/wales/{service.pk}/edit/", typed | dates)
    assert b"before the service was registered" in page.content
    client.post(f"/staff/wales/{service.pk}/edit/", typed | {"places": "6"})
    service.refresh_from_db()
    assert service.places == 6


# A provider's home


@pytest.mark.django_db
def test_an_owner_adds_a_welsh_home_that_staff_confirm(signed_in, provider, owner, membership_manager):
    client = signed_in(owner)
    typed = {"number": "SIN-7", "kind": "Care home for children", "local_authority": "Gwynedd", "provider": provider.pk}
    client.post("/homes/add/wales/", typed)
    home = Home.objects.get()
    assert (home.state, home.registration.welsh_service.local_authority) == ("claimed", "Gwynedd")
    actions.confirm(home=home, by=membership_manager)
    assert "Gwynedd" in client.get(f"/homes/{home.pk}/").content.decode()


@pytest.mark.django_db
def test_what_staff_entered_is_not_changed_by_a_claim(service, provider, owner):
    actions.claim_service(number="SIN-1", provider=provider, by=owner, **FACTS | {"places": 99})
    service.refresh_from_db()
    assert service.places == 4


@pytest.mark.django_db
def test_a_service_of_another_provider_is_not_confirmed_and_one_of_the_past_not_claimed(
    welsh_home, service, other_provider, outsider, membership_manager
):
    # Whose it is stays unsaid to who asks: it waits, and staff see both.
    asked = actions.claim_service(number="SIN-1", provider=other_provider, by=outsider, **FACTS)
    assert (asked.state, asked.registration) == ("claimed", welsh_home.registration)
    with pytest.raises(ValidationError, match="confirmed for another provider"):
        actions.confirm(home=asked, by=membership_manager)
    register_actions.enter_service(number="SIN-2", by=membership_manager, **FACTS)
    WelshService.objects.filter(registration__number="SIN-2").update(ended_on="2020-01-01")
    with pytest.raises(ValidationError, match="not registered any more"):
        actions.claim_service(number="SIN-2", provider=other_provider, by=outsider, **FACTS)


# Ratings


@pytest.mark.django_db
def test_each_theme_keeps_its_words_and_there_is_no_rating_for_the_whole(welsh_home, owner):
    register_actions.rate_service(registration=welsh_home.registration, on=SINCE, ratings=RATINGS, by=owner)
    judgements = {each.theme: (each.words, each.scale) for each in Judgement.objects.all()}
    assert judgements == {theme: (words, "welsh_themes") for theme, words in RATINGS.items()}
    assert "overall" not in judgements


@pytest.mark.django_db
def test_a_list_of_homes_shows_what_was_entered_of_it(welsh_home, owner):
    [row] = rows_of(owner)
    shown = [COLUMNS[name].words(row) for name in ("kind", "local_authority", "places", "region")]
    assert shown == ["Care home for children", "Powys", "4", "–"]


@pytest.mark.django_db
def test_its_duties_begin_with_its_registration_and_end_with_it(welsh_home):
    def worst():
        [row] = duties_overview(Home.objects.filter(pk=welsh_home.pk), date(2026, 7, 1))
        return row.worst.state

    assert worst() == DueState.NO_DATE
    WelshService.objects.update(registered_on=date(2026, 1, 5), ended_on=date(2026, 6, 1))
    assert worst() == DueState.NOT_APPLICABLE


@pytest.mark.django_db
def test_the_same_day_again_corrects_the_ratings(welsh_home, owner):
    for ratings in (RATINGS, {"environment": "Good"}):
        register_actions.rate_service(registration=welsh_home.registration, on=SINCE, ratings=ratings, by=owner)
    assert Inspection.objects.count() == 1
    assert list(Judgement.objects.values_list("theme", "grade")) == [("environment", "good")]


@pytest.mark.django_db
@pytest.mark.parametrize("on", [date(2025, 3, 31), date(2999, 1, 1)])
def test_no_rating_is_kept_for_a_day_before_ratings_or_to_come(welsh_home, owner, on):
    with pytest.raises(ValidationError, match="Ratings began on 1 April 2025"):
        register_actions.rate_service(registration=welsh_home.registration, on=on, ratings=RATINGS, by=owner)


@pytest.mark.django_db
def test_ratings_are_for_wales_and_for_its_own_people(home, welsh_home, owner, outsider, press_officer):
    with pytest.raises(PermissionDenied):
        register_actions.rate_service(registration=home.registration, on=SINCE, ratings=RATINGS, by=owner)
    for stranger in (outsider, press_officer):
        with pytest.raises(PermissionDenied):
            register_actions.rate_service(registration=welsh_home.registration, on=SINCE, ratings=RATINGS, by=stranger)


@pytest.mark.django_db
def test_an_owner_rates_on_a_page_and_reads_it_there(welsh_home, signed_in, owner):
    client = signed_in(owner)
    address = f"/registrations/{welsh_home.registration_id}/"
    assert client.post(f"{address}rate/", {"on": "2025-05-06"}).status_code == 422
    client.post(f"{address}rate/", {"on": "2025-05-06", **RATINGS})
    page = client.get(address).content.decode()
    for words in ("6 May 2025", "Well-being: Excellent", "None for the whole", "Four themes, each rated"):
        assert words in page


# Nothing of it is public


@pytest.mark.django_db
def test_no_figure_counts_a_welsh_service(the_register, welsh_home):
    before = figures_of(the_register), register_figures()
    for number in range(9):
        registration = Registration.objects.create(regulator="ciw", number=f"SIN-9{number}")
        WelshService.objects.create(registration=registration, **FACTS)
    assert (figures_of(the_register), register_figures()) == before
    assert before[0].homes == 2


@pytest.mark.django_db
def test_nobody_outside_sees_a_welsh_service(welsh_home, client, signed_in, outsider, press_officer, owner):
    assert [WelshService.objects.visible_to(person).count() for person in (outsider, press_officer, owner)] == [0, 0, 1]
    for person in (outsider, press_officer):
        assert signed_in(person).get(f"/registrations/{welsh_home.registration_id}/").status_code == 404
        assert signed_in(person).get("/staff/wales/").status_code == 403
    assert "SIN-1" not in signed_in(press_officer).get("/staff/register/registrations/?q=SIN").content.decode().replace(
        "“SIN”", ""
    )


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_of_services_takes_the_same_queries_for_any_number(
    signed_in, membership_manager, count, django_assert_num_queries
):
    for number in range(count):
        register_actions.enter_service(number=f"SIN-{number}", by=membership_manager, **FACTS)
    client = signed_in(membership_manager)
    client.get("/staff/wales/")
    with django_assert_num_queries(6):
        client.get("/staff/wales/")
