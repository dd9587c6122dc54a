"""A provider's own columns in sheets: the dry run, its faults, applying it, and the export."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from homes import actions, locations
from homes.actions.sheets import check_of
from homes.models import HomeFacts, HomeGrant, HomeSheet
from homes.sheets.checking import check
from homes.sheets.export import BESIDE
from homes.tasks import delete_old_sheets, sweep_sheets
from people.models import SecurityEvent
from sheets import NotASheet, read_sheets
from sheets.writing import Format, Table, written
from tests.conftest import make_person
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released


@pytest.fixture
def two(provider, owner, membership_manager):
    released(register(*homes("9000021", "9000022")))
    made = [actions.claim(urn=urn, provider=provider, by=owner) for urn in ("9000021", "9000022")]
    return [actions.confirm(home=home, by=membership_manager) for home in made]


def sheet(*rows, headings=("URN", "Name", "Vacancies"), file_format=Format.CSV) -> bytes:
    return written(file_format, Table("Homes", headings, rows))


def upload(client, raw, name="homes.csv", **more):
    return client.post("/homes/sheets/", {"file": SimpleUploadedFile(name, raw)}, **more)


def faults(raw, owner):
    return [(fault.row, fault.column, fault.sentence) for fault in check(raw, owner).faults]


def accepted(raw, owner) -> HomeSheet:
    return actions.accept_sheet(sheet=actions.check_sheet(raw=raw, name="homes.csv", by=owner), by=owner)


def saved_values(home, owner):
    facts = HomeFacts.objects.filter(home=home).first()
    return locations.own_location(home=home, by=owner).name, facts and facts.vacancies


@pytest.mark.parametrize("file_format", list(Format))
def test_a_sheet_of_any_format_is_checked_and_changes_nothing_yet(two, owner, file_format):
    raw = sheet(["9000021", "Tŷ Gwyn", 2], [9000022, "=Fernhill", None], file_format=file_format)
    found = check(raw, owner)
    assert [(change.row, change.urn, change.after) for change in found.changes] == [
        (2, "9000021", {"name": "Tŷ Gwyn", "vacancies": 2}),
        (3, "9000022", {"name": "=Fernhill"}),
    ]
    assert saved_values(two[0], owner) == ("", None)


def test_applying_writes_all_of_it_with_who_and_why(two, owner):
    raw = sheet(["9000021", "Tŷ Gwyn", 2], ["9000022", "Fernhill", 0])
    assert actions.apply_sheet(accepted(raw, owner).pk)
    assert [saved_values(home, owner) for home in two] == [("Tŷ Gwyn", 2), ("Fernhill", 0)]
    assert HomeFacts.objects.get(home=two[0]).vacancies_on == timezone.localdate()
    event = HomeFacts.pgh_event_model.objects.latest("pgh_id")
    assert event.pgh_context.metadata == {"user": owner.pk, "reason": "From a sheet"}


def test_applying_twice_and_the_same_sheet_again_change_nothing(two, owner):
    raw = sheet(["9000021", "Tŷ Gwyn", 2])
    made = accepted(raw, owner)
    assert actions.apply_sheet(made.pk)
    events = HomeFacts.pgh_event_model.objects.count()
    assert not actions.apply_sheet(made.pk)
    assert actions.accept_sheet(sheet=made, by=owner).state == "applied"
    assert check(raw, owner).changes == []
    assert HomeFacts.pgh_event_model.objects.count() == events


def test_every_column_comes_back_as_it_was_exported(signed_in, two, owner):
    locations.save(
        home=two[0], by=owner, name="-Tŷ", address="1 Invented Road\nNowhere", postcode="ZZ99 1ZZ", telephone="+44 1632"
    )
    actions.update_facts(home=two[0], by=owner, vacancies=0, youngest=8, oldest=17, needs=["sensory", "emotional"])
    for file_format in Format:
        raw = signed_in(owner).post("/homes/export/", {"format": file_format}).content
        found = check(raw, owner)
        assert (found.faults, found.changes, found.unread) == ([], [], list(BESIDE)), file_format


def test_an_empty_cell_leaves_what_is_kept_and_a_word_empties_it(two, owner):
    actions.update_facts(home=two[0], by=owner, vacancies=2, youngest=8, oldest=17, needs=["mental"])
    headings = ["URN", "Vacancies", "Youngest age", "Needs"]
    raw = sheet(["9000021", "", "(empty)", "(Empty)"], headings=headings)
    actions.apply_sheet(accepted(raw, owner).pk)
    facts = HomeFacts.objects.get(home=two[0])
    assert (facts.vacancies, facts.youngest, facts.oldest, facts.needs) == (2, None, 17, [])


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (["9000021", "x" * 121, ""], "Name", "121 characters; at most 120"),
        (["9000021", "", "two"], "Vacancies", "whole number from 0 to 99"),
        (["9000021", "", "-1"], "Vacancies", "whole number"),
        (["9000021", "", "2.5"], "Vacancies", "whole number"),
        (["9000021", "", "１"], "Vacancies", "whole number"),  # noqa: RUF001 - a full-width digit
        (["9000021", "", "9" * 5000], "Vacancies", "whole number"),
        (["", "Tŷ", ""], "URN", "no URN"),
        (["9000099", "Tŷ", ""], "URN", "None of the homes that you may edit"),
    ],
)
def test_a_fault_says_row_column_and_what_to_do(two, owner, row, column, sentence):
    ((number, where, said),) = faults(sheet(["9000022", "Fine", 1], row), owner)
    assert (number, where) == (3, column)
    assert sentence in said


@pytest.mark.parametrize(
    ("heading", "cell", "sentence"),
    [
        ("Name", "04/03/2026", "is a day: a spreadsheet program may have made it of other words"),
        ("Alias", "2026-03-04", "is a day"),
        ("Address", "1.2E+06", "shortened this number"),
        ("Postcode", "01/03/2026", "no postcode"),
        ("Telephone", "4.4E+11", "shortened this number to “4.4E+11”"),
        ("Vacancies", "1.2E+06", "shortened this number"),
    ],
)
def test_what_a_program_changed_is_refused_by_row_and_column(two, owner, heading, cell, sentence):
    ((number, where, said),) = faults(sheet(["9000021", cell], headings=["URN", heading]), owner)
    assert (number, where) == (2, heading)
    assert sentence in said


def test_what_can_only_mean_one_thing_is_repaired(two, owner):
    raw = sheet(["9000021.0", "7700900123", "2.0"], headings=["URN", "Telephone", "Vacancies"])
    (change,) = check(raw, owner).changes
    assert (change.urn, change.typed, change.after) == ("9000021", "", {"telephone": "07700900123", "vacancies": 2})
    ((_, column, said),) = faults(sheet(["9.0E+06", "x", ""]), owner)
    assert (column, said[:40]) == ("URN", "A spreadsheet program shortened this num")


def test_a_number_without_its_letters_is_the_home_s_own(signed_in, provider, owner, membership_manager):
    released(register(*homes("SC012345")))
    actions.confirm(home=actions.claim(urn="SC012345", provider=provider, by=owner), by=membership_manager)
    client = signed_in(owner)
    answer = upload(client, sheet(["12345", "Tŷ", ""], ["SC012345", "x", ""]))
    page = text(client.get(answer.url))
    assert "This URN stands in row 2 already" in page
    page = text(client.get(upload(client, sheet(["12345", "Tŷ", ""])).url))
    assert 'SC012345 <span class="meta">from “12345”</span>' in page


def test_a_row_that_slipped_or_is_merged_is_a_fault_of_the_whole_row(two, owner):
    assert faults(b"URN,Name\n9000021,Oak, Ash\n", owner)[0][:2] == (2, "")


def test_ages_and_needs_are_checked_together_with_what_is_kept(two, owner):
    actions.update_facts(home=two[0], by=owner, vacancies=None, youngest=12, oldest=17, needs=[])
    raw = sheet(["9000021", "8", "Wizardry"], headings=["URN", "Oldest age", "Needs"])
    assert [(column, said.split(".")[0]) for _, column, said in faults(raw, owner)] == [
        ("Needs", "“Wizardry” is none of the needs of a registration"),
        ("Oldest age", "The oldest age is below the youngest"),
    ]


def test_a_home_twice_in_a_sheet_is_a_fault(two, owner):
    ((row, _, said),) = faults(sheet(["9000021", "A", ""], ["9000021", "B", ""]), owner)
    assert (row, said) == (3, "This URN stands in row 2 already. Delete one of the two rows.")


def test_with_one_fault_nothing_is_applied(two, owner):
    made = actions.check_sheet(raw=sheet(["9000021", "A", ""], ["9000022", "B", "x"]), name="x", by=owner)
    with pytest.raises(ValidationError, match="nothing to apply"):
        actions.accept_sheet(sheet=made, by=owner)


def test_titles_may_stand_above_the_headings_and_unknown_ones_are_listed(two, owner):
    raw = b"Our homes,,\n\nURN,Colour,Alias,Places\n9000021,blue,Home 1,4\n"
    found = check(raw, owner)
    assert (found.unread, found.changes[0].row, found.changes[0].after) == (
        ["Colour", "Places"],
        4,
        {"alias": "Home 1"},
    )


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"Name,Vacancies\nA,1\n", "No heading “URN”"),
        (b"", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"URN,Name, name\n", "“Name” stands there twice"),
        (b"PK\x03\x04nonsense", "workbook"),
    ],
)
def test_what_is_no_such_sheet_is_refused_with_a_sentence(owner, raw, sentence):
    with pytest.raises(NotASheet, match=sentence):
        check(raw, owner)


def test_headings_that_speak_of_children_refuse_the_file_and_nothing_is_kept(two, owner):
    with pytest.raises(NotASheet, match="speak of children: Child's name\\."):
        actions.check_sheet(raw=sheet(["9000021", "x"], headings=["URN", "Child's  name"]), name="x.csv", by=owner)
    assert not HomeSheet.objects.exists()


def test_a_limited_manager_and_another_provider_reach_their_own_homes_only(two, owner, outsider, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    HomeGrant.objects.create(role=manager.roles.get(), home=two[0])
    raw = sheet(["9000021", "A", 1], ["9000022", "B", 1])
    assert [row for row, _, _ in faults(raw, manager)] == [3]
    assert [row for row, _, _ in faults(raw, outsider)] == [2, 3]


def test_two_people_import_at_once_and_the_second_is_told_what_changed(two, owner, provider, signed_in):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    first = accepted(sheet(["9000021", "First", 1], ["9000022", "Same", 1]), owner)
    second = accepted(sheet(["9000021", "Second", 1], ["9000022", "Same", 3]), colleague)
    assert actions.apply_sheet(first.pk)
    assert not actions.apply_sheet(second.pk)
    assert [saved_values(home, owner) for home in two] == [("First", 1), ("Same", 1)]
    client, address = signed_in(colleague), f"/homes/sheets/{second.pk}/"
    page = text(client.get(address))
    assert "9000021, Name: empty when you checked, “First” now. Your sheet says “Second”." in page
    assert "9000022, Vacancies: empty when you checked, “1” now. Your sheet says “3”." in page
    client.post(f"{address}recheck/")
    second.refresh_from_db()
    assert [change.after for change in check_of(second).changes] == [{"name": "Second"}, {"vacancies": 3}]
    client.post(f"{address}apply/")
    assert actions.apply_sheet(second.pk)
    assert [saved_values(home, owner) for home in two] == [("Second", 1), ("Same", 3)]


def test_two_people_who_change_different_columns_do_not_meet(two, owner, provider):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    first = accepted(sheet(["9000021", "First", ""]), owner)
    second = accepted(sheet(["9000021", "", 3]), colleague)
    assert actions.apply_sheet(first.pk)
    assert actions.apply_sheet(second.pk)
    assert saved_values(two[0], owner) == ("First", 3)


def test_who_lost_the_home_meanwhile_applies_nothing(two, owner, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    for home in two:
        HomeGrant.objects.create(role=manager.roles.get(), home=home)
    made = accepted(sheet(["9000021", "A", 1], ["9000022", "B", 1]), manager)
    HomeGrant.objects.filter(home=two[1]).delete()
    assert not actions.apply_sheet(made.pk)
    made.refresh_from_db()
    assert made.conflict_sentences == ["9000022 is no longer a home that you may edit."]
    assert saved_values(two[0], owner) == ("", None)


def test_the_sweep_rings_for_what_was_missed(two, owner, monkeypatch):
    enqueued = []
    monkeypatch.setattr("homes.tasks.enqueue", lambda *args: enqueued.append(args))
    made = accepted(sheet(["9000021", "A", 1]), owner)
    sweep_sheets()
    assert enqueued == [("homes.tasks.apply_sheet", made.pk)]
    actions.apply_sheet(made.pk)
    sweep_sheets()
    assert len(enqueued) == 1


def test_sheets_and_their_faults_are_deleted_after_a_week(two, owner):
    old, new = (actions.check_sheet(raw=sheet(["9000021", "A", 1]), name="x", by=owner) for _ in range(2))
    HomeSheet.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=7, minutes=1))
    delete_old_sheets()
    assert list(HomeSheet.objects.all()) == [new]


def test_the_pages_lead_from_upload_to_applied(signed_in, two, owner):
    client = signed_in(owner)
    answer = upload(client, sheet(["9000021", "Tŷ <b>", 2]))
    page = text(client.get(answer.url))
    assert "1 home would change" in page
    assert "Tŷ &lt;b&gt;" in page
    client.post(f"{answer.url}apply/")
    assert "Being applied" in text(client.get(answer.url))
    actions.apply_sheet(HomeSheet.objects.get().pk)
    assert "1 home changed" in text(client.get(answer.url))
    assert "homes.csv" in text(client.get("/homes/sheets/"))


def test_a_file_that_is_refused_says_why_and_keeps_nothing(signed_in, two, owner):
    answer = upload(signed_in(owner), b"URN,Child\n9000021,x\n")
    assert answer.status_code == 422
    assert "speak of children: Child" in text(answer)


def test_nobody_else_opens_applies_or_rechecks_a_sheet(signed_in, two, owner, outsider, provider):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    made = actions.check_sheet(raw=sheet(["9000021", "A", 1]), name="x", by=owner)
    for person in (outsider, colleague):
        client = signed_in(person)
        assert client.get(f"/homes/sheets/{made.pk}/").status_code == 404
        assert client.post(f"/homes/sheets/{made.pk}/apply/").status_code == 404


def test_an_export_has_the_private_columns_of_one_s_own_homes_and_is_recorded(signed_in, two, owner, outsider):
    locations.save(home=two[0], by=owner, name="Bramble House")
    answer = signed_in(owner).post("/homes/export/", {"format": "csv"})
    assert "Bramble House" in text(answer)
    event = SecurityEvent.objects.get(kind="exported")
    assert (event.user, event.subject) == (owner, "2 homes with names and addresses, as csv")
    assert "9000021" not in text(signed_in(outsider).post("/homes/export/", {"format": "csv"}))


def test_an_export_is_of_the_list_that_was_shown(signed_in, two, owner):
    actions.update_facts(home=two[1], by=owner, vacancies=1, youngest=None, oldest=None, needs=[])
    raw = signed_in(owner).post("/homes/export/", {"format": "xlsx", "query": "vacancies=yes"}).content
    (found,) = read_sheets(raw)
    assert [row.cells[0] for row in found.rows] == ["URN", "9000022"]


def test_an_export_in_no_format_is_refused(signed_in, two, owner):
    assert signed_in(owner).post("/homes/export/", {"format": "doc"}).status_code == 422
    assert not SecurityEvent.objects.filter(kind="exported").exists()


def test_what_a_sheet_says_of_a_home_goes_with_the_home(two, owner, client, other_provider, membership_manager):
    client.force_login(owner)
    upload(client, sheet(["9000021", "CANARY-GWYN", 2], ["9000022", "Fernhill", 0]))
    changes = HomeSheet.objects.latest("pk")
    upload(client, sheet(["9000021", "CANARY-GWYN", "many"], ["9000022", "Fernhill", "few"]))
    faulty = HomeSheet.objects.latest("pk")
    upload(client, sheet(["9000021", "Other", 2], ["9000022", "Other", 0]))
    late = actions.accept_sheet(sheet=HomeSheet.objects.latest("pk"), by=owner)
    locations.save(home=two[0], by=owner, name="CANARY-NOW", address="", postcode="", telephone="")
    assert not actions.apply_sheet(late.pk)
    pages = [f"/homes/sheets/{each.pk}/" for each in (changes, faulty, late)]
    assert ["CANARY" in text(client.get(page)) or "many" in text(client.get(page)) for page in pages] == [True] * 3

    yesterday = timezone.localdate() - timedelta(days=1)
    type(two[0]).objects.filter(pk=two[0].pk).update(during=(yesterday - timedelta(days=30), None))
    actions.transfer_home(home=two[0], to=other_provider, last_day=yesterday, by=membership_manager, reason="Sold")
    for page in pages:
        said = text(client.get(page))
        assert "CANARY" not in said
        assert "many" not in said
        assert "9000021" not in said
    assert "Fernhill" in text(client.get(pages[0]))
    assert "few" in text(client.get(pages[1]))
