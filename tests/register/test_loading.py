"""Register files in the database."""

import pytest
from django.core.management import CommandError, call_command

from register.figures import figures_of
from register.lists import NotARegister
from register.loading import load_register
from register.models import Inspection, Judgement, RegisterEntry, RegisterFile, Registration
from register.releasing import put_in_use
from tests.register.files import homes, register

pytestmark = pytest.mark.django_db


def load(raw, name="provider_at_march_2025.csv"):
    loaded = load_register(raw=raw, name=name, by=None)
    if not loaded.repeated:
        put_in_use(loaded.file, covers="all", by=None)
    return loaded


def everything():
    return [model.objects.count() for model in (Registration, RegisterFile, RegisterEntry, Inspection, Judgement)]


def test_a_list_becomes_registrations_entries_inspections_and_judgements(the_register):
    assert everything() == [4, 1, 4, 4, 12]
    entry = RegisterEntry.objects.current().get(registration__number="9000001")
    assert (entry.places, entry.local_authority, entry.owner) == (4, "Lancashire", "Hazel Bank Care Ltd")
    words = list(entry.inspection.judgements.values_list("theme", "words", "grade"))
    assert ("overall", "Good", "good") in words
    assert ("help_and_protection", "Outstanding", "outstanding") in words


def test_the_same_bytes_again_change_nothing(the_register, django_assert_num_queries):
    raw, before = bytes(the_register.original), everything()
    with django_assert_num_queries(3):  # a savepoint around one look at the checksum
        assert load(raw).repeated
    assert everything() == before


def test_the_next_list_knows_its_old_registrations_and_inspections(the_register):
    raw = register(*homes("9000001", "9000002", "9000004"), as_at="30 April 2025")
    loaded = load(raw)
    assert (loaded.new_registrations, loaded.inspections) == (1, 3)
    assert {entry.registration.number for entry in RegisterEntry.objects.current()} == {"9000001", "9000002", "9000004"}


def test_an_older_list_loaded_later_takes_its_place_in_history(the_register):
    load(register(*homes("9000001"), as_at="31 March 2019"))
    assert RegisterFile.objects.current().get() == the_register


def test_a_corrected_list_of_the_same_date_replaces_the_earlier(the_register):
    corrected = load(register(*homes("9000001"))).file
    assert RegisterFile.objects.current().get() == corrected
    the_register.refresh_from_db()
    assert the_register.superseded_by == corrected


def test_no_name_and_no_address_of_any_home_is_kept_even_where_a_file_prints_them():
    named = {"Name": "CANARY House", "Address 1": "CANARY Road", "Postcode": "ZZ99 9CN"}
    file = load(register(*homes("9000001", **named))).file
    kept = [
        str(row) for model in (Registration, RegisterEntry, Inspection, Judgement) for row in model.objects.values()
    ]
    assert len(kept) == 6, "a registration, its entry, a visit and three judgements"
    assert not [row for row in kept if "CANARY" in row or "9CN" in row]
    assert "CANARY" not in str([file.unknown_headings, file.unreadable_rows])


def test_rows_that_cannot_be_read_are_listed_by_number_and_the_rest_is_kept():
    raw = register(*homes("9000001"), {"URN": "9000002", "Places": "many"}, {"URN": "?"}, *homes("9000004"))
    file = load(raw).file
    assert [row.split(",")[0] for row in file.unreadable_rows] == ["Line 4", "Line 5"]
    assert file.entries.count() == 2


def test_half_a_row_is_listed_and_nothing_of_it_is_kept():
    raw = register(*homes("9000001", "9000002"))
    file = load(raw[: raw.rindex(b"Lancashire")]).file
    assert len(file.unreadable_rows) == 1
    assert [entry.registration.number for entry in file.entries.all()] == ["9000001"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x01\x02",
        b"%PDF-1.7 nothing",
        b"PK\x03\x04 a workbook",
        b"name,telephone\nBramble House,01632 960001\n",
        "ÿþ not a register".encode("utf-16"),
    ],
)
def test_a_file_that_is_no_register_is_refused_and_nothing_is_kept(raw):
    with pytest.raises(NotARegister):
        load(raw)
    assert everything() == [0, 0, 0, 0, 0]


def test_an_older_encoding_is_read():
    raw = register(*homes("9000001", **{"Local authority": "Ynys Môn"}))
    load(raw.decode("utf-8-sig").encode("cp1252"))
    assert RegisterEntry.objects.get().local_authority == "Ynys Môn"


def test_figures_count_registered_childrens_homes_only(the_register):
    figures = figures_of(the_register)
    assert (figures.providers, figures.homes, figures.places) == (3, 2, 8)
    assert (figures.grades, figures.judged, figures.good_or_outstanding_percent) == ({"good": 2}, 2, 100)


def test_the_command_says_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_register", tmp_path / "none.csv")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("name,telephone\n")
    with pytest.raises(CommandError, match="heading"):
        call_command("import_register", wrong)


def test_the_command_refuses_a_file_that_is_far_too_large(tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(30 * 1024 * 1024)
    with pytest.raises(CommandError, match="larger than 20 MB"):
        call_command("import_register", large)


@pytest.fixture
def sent(signed_in, membership_manager, tmp_path):
    """A function: the answer to a register file of so many bytes."""

    def send(size: int):
        file = tmp_path / "large.csv"
        with file.open("wb") as large:
            large.truncate(size)
        with file.open("rb") as upload:
            return signed_in(membership_manager).post("/staff/register/add/", {"file": upload, "as_at": "2025-03-31"})

    return send


def test_a_file_a_little_too_large_is_refused_with_a_sentence_that_keeps_the_rest(sent):
    page = sent(20 * 1024 * 1024 + 512 * 1024)
    assert page.status_code == 422
    assert b"This file has 20.5" in page.content
    assert b'value="2025-03-31"' in page.content


def test_thirty_megabytes_are_refused_before_anything_is_read(sent):
    page = sent(30 * 1024 * 1024)
    assert page.status_code == 413
    assert b"This page takes 21" in page.content
