"""What the portal exports untouched, it imports untouched: every sheet that it hands out and takes, in each format.

Exports are found by their views, readers by their modules: a new one has to stand here, with its trip or the reason.
"""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from duties import actions as duties_actions
from duties.models import DutyDone
from homes import actions, locations
from homes.models import Home, HomeFacts, HomeSheet
from people.models import Provider
from sheets.writing import Format
from tests.duties.homes import done, make_home
from tests.reading import text
from tests.system.downloads import makers

TODAY = timezone.localdate()
# Words that a sheet, a program or a reader of ours could take for something else, and what they are a danger of.
NAMES = [
    "Tŷ’r Onnen – Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch 🏡",
    "=1+1",
    "'=quoted already",
    '\'tis “ours”; "yours", theirs',
    "-",
    "@home",
    "0012",
    "1.2E+06",
    "04/03/2026",
    "(empty)",
    "two  spaces",
    "#N/A",
    "TRUE",
    "x" * 120,
]
ADDRESS = '12 "The Larches"\n=SUM(A1)\n\n  Nowhere, ZZ'
TELEPHONES = ["7700900123", "01632960001", "+44 1632 960001", "4.4E+11", "1632 960001 (office)"]
POSTCODES = ["ZZ99 1ZZ", "0123", "1/2", "E+06"]
ALIASES = ["", "=Cartref 1", "0044", "9000001", "🏠", "2E+05"]
DUTIES = [
    "=1+1",
    "🔥",
    "💧",
    "Prawf larwm tân",
    "Fire (A)",
    "Fire A",
    "45",
    "'-",
    "04/03/2026",
    'a "b"; c, d',
    "x" * 80,
]


@pytest.fixture
def world(provider, owner):
    """Homes whose private words and duties are as awkward as a form lets them be."""
    homes = [make_home(provider, number) for number in range(len(NAMES))]
    for at, (home, name) in enumerate(zip(homes, NAMES, strict=True)):
        Home.objects.filter(pk=home.pk).update(alias=ALIASES[at % len(ALIASES)])
        telephone, postcode = TELEPHONES[at % len(TELEPHONES)], POSTCODES[at % len(POSTCODES)]
        locations.save(home=home, by=owner, name=name, address=ADDRESS, postcode=postcode, telephone=telephone)
    actions.update_facts(home=homes[0], by=owner, vacancies=0, youngest=8, oldest=17, needs=["sensory", "emotional"])
    # Kept before the form had its bounds.
    HomeFacts.objects.create(home=homes[1], vacancies=3, youngest=0, oldest=17, needs=[], vacancies_on=TODAY)
    for name in DUTIES:
        duties_actions.add_duty(provider=provider, home=None, name=name, every_months=1, by=owner)
    for days_ago in (400, 3, -2):
        done(homes[0], "england-44", TODAY, days_ago)
    for duty in provider.duties.all():
        DutyDone.objects.create(home=homes[1], own=duty, done_on=TODAY - timedelta(days=duty.pk % 30), by=owner)
    return owner


def homes_changed(client, raw):
    """What the sheet of homes finds in a file, if anything."""
    page = words_of(client.get(send(client, "/homes/sheets/", raw).url))
    return None if f"{len(NAMES)} rows, and nothing differs from what is kept" in page else page


def days_new(client, raw):
    """What the sheet of duties finds in a file, if anything."""
    page = words_of(send(client, "/duties/sheet/", raw))
    return None if "There is nothing new in it" in page and "Wrong" not in page else page


def homes_to_add(client, raw):
    """What is found by the numbers in a file, but that all are there already."""
    page = words_of(send(client, "/homes/add/many/", raw, provider=Provider.objects.get().pk))
    return None if page.count("Yours already") == len(NAMES) and f"0 of {len(NAMES)} can be added" in page else page


def send(client, address, raw, **more):
    return client.post(address, {"file": SimpleUploadedFile("export", raw), **more})


def words_of(answer):
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", text(answer).partition("<main")[2]).split())


# For each export: how it is asked for, and by which readers it is taken again.
TRIPS = {
    "homes:home_export": (
        lambda client, chosen: client.post("/homes/export/", {"format": chosen}),
        {"homes.sheets.checking": homes_changed, "homes.forms.adding": homes_to_add},
    ),
    "duties:duty_sheet_template": (
        lambda client, chosen: client.get(f"/duties/sheet/template/?format={chosen}"),
        {"duties.sheet.columns": days_new},
    ),
}
NOT_TAKEN = {
    "members:bookkeeping_export": "for bookkeeping programs, in their columns",
    "members:membership_file": "all providers as they were on a day; they are kept one by one",
    "members:invoice_list_file": "what was asked for, which nobody changes; the bookkeeping has a file of its own",
    "members:application_list_file": "who applied, which staff decide on pages",
    "members:reminder_list_file": "which mail goes, which follows from rules",
    "members:next_action_list_file": "what staff are to do, which notes say",
    "policy:analysis_file": "what members answered, which is theirs to change",
    "policy:evidence_released_file": "numbers that stay as they were released",
    "policy:chase_file": "who has not answered, which their answers change",
    "members:payment_list_file": "what arrived, as the bank said it; a statement is what is taken in",
    "members:membership_report_file": "counted from terms and payments; no page takes a list of counts",
    "members:dues_year_file": "it follows from bands and the register; no page takes a list of dues",
    "duties:duty_report": "a report on a period: it counts days, and no page takes counts",
    "duties:planned_file": "who visits when: plans are typed for many homes at once, and no page takes a list of them",
    "duties:raised_file": "actions are raised one by one at a visit, and no page takes a list of them",
    "duties:visit_file": "twelve months by homes: it says which months have a visit, and no page takes months",
}
NOT_EXPORTED = {
    "register.lists.reading": "Ofsted's lists: the file itself is handed out again, byte for byte",
    "members.imports.columns": "an association's own list, once; the list of providers says more than any import takes",
    "members.statements.sheet": "a bank's own statement; what is kept of it stands on the payments' pages",
    "register.lists.wales": "staff type it from certificates; the portal hands out no list of services",
}
READERS = {"read_sheets", "read_table"}


def test_every_sheet_that_is_handed_out_is_taken_again_or_says_why_not():
    assert makers({"sheet_response", "list_sheet"}) == TRIPS.keys() | NOT_TAKEN.keys()


def test_every_reader_of_sheets_is_given_what_the_portal_exports_or_says_why_not():
    root = Path(settings.BASE_DIR)
    found = {
        ".".join(file.relative_to(root).with_suffix("").parts)
        for app in settings.LAYERS
        for file in (root / app).rglob("*.py")
        if READERS & set(_called(file.read_text()))
    }
    taken = {reader for _, readers in TRIPS.values() for reader in readers}
    assert found - {"sheets.table"} == taken | NOT_EXPORTED.keys()


def _called(source: str):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


@pytest.mark.parametrize("chosen", list(Format))
@pytest.mark.parametrize(
    ("export", "reader"), [(export, reader) for export, (_, readers) in TRIPS.items() for reader in readers]
)
def test_what_is_exported_untouched_is_imported_untouched(signed_in, world, export, reader, chosen):
    client = signed_in(world)
    ask, readers = TRIPS[export]
    answer = ask(client, chosen)
    assert f".{chosen}" in answer.headers["Content-Disposition"]
    found = readers[reader](client, answer.content)
    assert found is None, found
    assert not HomeSheet.objects.exclude(state="checked").exists()
    assert Home.objects.count() == len(NAMES)
    assert DutyDone.objects.count() == 3 + len(DUTIES)


def test_a_trip_notices_one_letter(signed_in, world):
    client = signed_in(world)
    raw = client.post("/homes/export/", {"format": "csv"}).content
    assert "1 home would change" in homes_changed(client, raw.replace(b"Onnen", b"Onen"))
    assert homes_to_add(client, raw.replace(b"8000013", b"8000099")).count("Yours already") == len(NAMES) - 1
    raw = client.get("/duties/sheet/template/?format=csv").content
    assert "This home has no duty called “Fire?”" in days_new(client, raw.replace("🔥".encode(), b"Fire?"))
