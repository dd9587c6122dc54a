"""The columns of a provider's own in sheets: what each takes, refuses and writes."""

import pytest
from django.core.exceptions import ValidationError

from homes.sheets.fields import BY_NAME, NAMES, in_words


@pytest.mark.parametrize(("name", "most"), [("name", 120), ("alias", 60), ("address", 400)])
def test_a_text_fits_to_its_last_character(name, most):
    assert BY_NAME[name].read("x" * most) == "x" * most
    with pytest.raises(ValidationError, match=f"This has {most + 1} characters; at most {most} fit"):
        BY_NAME[name].read("x" * (most + 1))


@pytest.mark.parametrize(("name", "most"), [("postcode", 10), ("telephone", 30)])
def test_a_postcode_and_a_telephone_number_that_are_too_long_say_so(name, most):
    with pytest.raises(ValidationError, match=f"This has {most + 1} characters; at most {most} fit"):
        BY_NAME[name].read("x" * (most + 1))
    with pytest.raises(ValidationError, match="cannot be a"):
        BY_NAME[name].read("x" * most)


@pytest.mark.parametrize(("name", "most"), [("vacancies", 99), ("youngest", 25), ("oldest", 25)])
def test_a_number_is_whole_and_at_most_so_much(name, most):
    read = BY_NAME[name].read
    assert [read(cell) for cell in ("0", "07", str(most), f"{most}.0", f"000000{most}")] == [0, 7, most, most, most]
    for cell in (f"{most + 1}", "100", "000000100", "000100", "-1", "2.5", "1e1", "٣", "9" * 5000, "1 2"):
        with pytest.raises(ValidationError, match=f"from 0 to {most}"):
            read(cell)


def test_needs_are_read_in_any_case_and_order_each_once():
    read, write_ = BY_NAME["needs"].read, BY_NAME["needs"].write
    assert read("sensory IMPAIRMENT ;; Mental disorders\nmental disorders") == ["mental", "sensory"]
    assert write_(["mental", "sensory"]) == "Mental disorders; Sensory impairment"
    with pytest.raises(ValidationError, match="“Magic” is none of the needs of a registration"):
        read("Mental disorders; Magic; Wizardry; Witchcraft")


@pytest.mark.parametrize(
    ("name", "cell", "kept"),
    [
        ("name", " Tŷ\nGwyn ", "Tŷ Gwyn"),
        ("address", "1 Road\nTown", "1 Road\nTown"),
        ("postcode", "ZZ99 1ZZ", "ZZ99 1ZZ"),
        ("telephone", "1632960001", "01632960001"),
    ],
)
def test_a_text_is_cleaned_and_mended_in_the_manner_of_its_field(name, cell, kept):
    assert BY_NAME[name].read(cell) == kept


def test_each_field_is_found_by_its_heading_and_by_others_that_mean_it():
    assert NAMES["number"][0] == "URN"
    assert {name: names[0] for name, names in NAMES.items() if name != "number"} == {
        "name": "Name",
        "alias": "Alias",
        "address": "Address",
        "postcode": "Postcode",
        "telephone": "Telephone",
        "vacancies": "Vacancies",
        "youngest": "Youngest age",
        "oldest": "Oldest age",
        "needs": "Needs",
        "area": "Area",
        "manager": "Registered manager",
        "manager_since": "Manager since",
        "responsible": "Responsible individual",
        "responsible_since": "Responsible individual since",
    }
    assert "Phone" in NAMES["telephone"]


def test_a_change_is_told_by_heading_before_and_after():
    before, after = {"vacancies": 2, "needs": ["mental"]}, {"needs": ["sensory"], "vacancies": None}
    assert in_words(before, after) == [("Needs", "Mental disorders", "Sensory impairment"), ("Vacancies", 2, None)]
