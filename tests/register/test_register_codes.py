"""Code lists, grades and single cells of the register."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.lists import cells
from register.lists.codes import (
    CHILDRENS_HOMES,
    ON_REGISTER,
    EventType,
    OfstedRegion,
    ProvisionType,
    Region,
    Sector,
    Status,
    canonical,
    letters,
)
from register.lists.facts import may_be_named
from register.lists.grades import GRADES, WELSH_WORDS, WORDS, Grade, Scale, Theme, graded
from register.lists.headings import HEADINGS, WHEREABOUTS
from register.lists.kinds import REQUIRED
from register.lists.problems import Unreadable

KINDS = (ProvisionType, Status, Sector, Region, OfstedRegion, EventType)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Children's home", ProvisionType.CHILDRENS_HOME),
        ("Children's Home", ProvisionType.CHILDRENS_HOME),
        ("Children\u2019s home", ProvisionType.CHILDRENS_HOME),
        ("Childrens  home ", ProvisionType.CHILDRENS_HOME),
        ("Secure Children\u2019s Home", ProvisionType.SECURE_CHILDRENS_HOME),
        ("Residential special school (>295 days/year)", ProvisionType.SPECIAL_SCHOOL_AS_HOME),
        ("Residential special school (registered as a children\u2019s home)", ProvisionType.SPECIAL_SCHOOL_AS_HOME),
        ("Residential Special School", ProvisionType.RESIDENTIAL_SPECIAL_SCHOOL),
        ("FE College with Residential Accommodation", ProvisionType.FURTHER_EDUCATION_COLLEGE),
        ("Supported accommodation", ProvisionType.SUPPORTED_ACCOMMODATION),
        ("Orchard", "Orchard"),
    ],
)
def test_provision_types_have_one_spelling(printed, kind):
    assert canonical(ProvisionType, printed) == kind
    assert isinstance(canonical(ProvisionType, printed), type(kind))


@pytest.mark.parametrize(
    ("kind", "printed", "member"),
    [
        (Status, "ACTIVE", Status.ACTIVE),
        (Sector, "Local authority", Sector.LOCAL_AUTHORITY),
        (Region, "Yorkshire and the Humber", Region.YORKSHIRE_AND_THE_HUMBER),
        (
            OfstedRegion,
            "North East Yorkshire and The Humber",
            OfstedRegion.NORTH_EAST_YORKSHIRE_AND_THE_HUMBER,
        ),
        (EventType, "Full Inspection", EventType.FULL),
        (EventType, "SC \u2013 Emergency inspection", EventType.EMERGENCY),
        (EventType, "Emergency inspection", EventType.EMERGENCY),
    ],
)
def test_other_codes_have_one_spelling(kind, printed, member):
    assert canonical(kind, printed) is member


@pytest.mark.parametrize("kind", KINDS)
def test_every_member_names_itself_in_any_letter_case(kind):
    assert all(canonical(kind, spelt) is member for member in kind for spelt in (member, member.upper(), f" {member} "))


def test_childrens_homes_of_all_kinds_are_three_and_may_never_be_named():
    assert {str(kind) for kind in CHILDRENS_HOMES} == {
        "Children's home",
        "Secure children's home",
        "Residential special school (registered as a children's home)",
    }
    assert {kind for kind in ProvisionType if not may_be_named(kind)} == CHILDRENS_HOMES
    assert not may_be_named("Orchard")


def test_a_suspended_provider_is_on_the_register_and_one_that_left_is_not():
    assert {Status.ACTIVE, Status.SUSPENDED} == ON_REGISTER


def test_headings_agree_with_the_themes_and_the_lists_of_fields():
    assert set(Theme) <= set(HEADINGS)
    assert {*WHEREABOUTS}.union(*REQUIRED.values()) <= set(HEADINGS)


@pytest.mark.parametrize(
    ("printed", "scale", "grade"),
    [
        ("Outstanding", Scale.FOUR_POINT, Grade.OUTSTANDING),
        ("Good", Scale.FOUR_POINT, Grade.GOOD),
        ("Requires improvement to be good", Scale.FOUR_POINT, Grade.REQUIRES_IMPROVEMENT),
        ("Requires Improvement", Scale.FOUR_POINT, Grade.REQUIRES_IMPROVEMENT),
        ("Requires Improvement to be good", Scale.FOUR_POINT, Grade.REQUIRES_IMPROVEMENT),
        ("Inadequate", Scale.FOUR_POINT, Grade.INADEQUATE),
        ("Adequate", Scale.FOUR_POINT, Grade.ADEQUATE),
        ("Satisfactory", Scale.FOUR_POINT, Grade.SATISFACTORY),
        ("Not Judged", Scale.FOUR_POINT, Grade.NOT_JUDGED),
        ("1", Scale.NUMBERED, Grade.OUTSTANDING),
        ("2", Scale.NUMBERED, Grade.GOOD),
        ("3", Scale.NUMBERED, Grade.REQUIRES_IMPROVEMENT_OR_ADEQUATE),
        ("4", Scale.NUMBERED, Grade.INADEQUATE),
        ("5", Scale.NUMBERED, Grade.NOT_JUDGED),
        ("Improved effectiveness", Scale.INTERIM, Grade.IMPROVED),
        ("Sustained effectiveness", Scale.INTERIM, Grade.SUSTAINED),
        ("Declined in effectiveness", Scale.INTERIM, Grade.DECLINED),
        ("NMS Not Met", Scale.STRAY, Grade.NMS_NOT_MET),
        ("Good Progress", Scale.STRAY, Grade.GOOD_PROGRESS),
    ],
)
def test_grades_of_inspections(printed, scale, grade):
    assert graded(printed, Theme.OVERALL, "overall") == (scale, grade)


@pytest.mark.parametrize(
    ("printed", "grade"),
    [
        ("Consistently strong service delivery", Grade.CONSISTENTLY_STRONG),
        ("Inconsistent quality of service delivery", Grade.INCONSISTENT),
        ("Serious or widespread weaknesses", Grade.SERIOUS_WEAKNESSES),
    ],
)
def test_grades_of_supported_accommodation(printed, grade):
    found = graded(printed, Theme.SUPPORTED_ACCOMMODATION, "supported_accommodation")
    assert found == (Scale.SUPPORTED_ACCOMMODATION, grade)


def test_supported_accommodation_can_be_not_judged_too():
    found = graded("Not judged", Theme.SUPPORTED_ACCOMMODATION, "supported_accommodation")
    assert found == (Scale.FOUR_POINT, Grade.NOT_JUDGED)


def test_a_zero_is_no_judgement():
    assert graded("0", Theme.OVERALL, "overall") is None


def test_every_grade_can_be_printed():
    assert {grade for words in [*WORDS.values(), WELSH_WORDS] for grade in words.values()} == {*Grade} - {Grade.UNKNOWN}


@pytest.mark.parametrize("theme", list(Theme))
@given(words=st.text(min_size=1).filter(lambda words: letters(words) not in GRADES and words != "0"))
def test_words_on_no_scale_are_refused_with_their_field(theme, words):
    with pytest.raises(Unreadable, match="not a grade") as refused:
        graded(words, theme, "somewhere")
    assert refused.value.field == "somewhere"


@pytest.mark.parametrize(
    ("printed", "number"),
    [("SC123456", "SC123456"), ("sc 123456", "SC123456"), ("1027092", "1027092"), ("102709", "102709")],
)
def test_urns(printed, number):
    assert cells.urn(printed) == number


@pytest.mark.parametrize("printed", ["SC1234567", "SC12345", "12345", "12345678", "AB123456", "١٢٣٤٥٦٧", "1027092.0"])
def test_bad_urns(printed):
    with pytest.raises(Unreadable, match="not a URN"):
        cells.urn(printed)


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_dates_are_read_in_both_forms(day):
    assert cells.day(day.strftime("%d/%m/%Y"), "any") == day
    assert cells.day(f"{day.day}/{day.month}/{day.year}", "any") == day
    assert cells.day(day.isoformat(), "any") == day


@pytest.mark.parametrize("printed", ["00/01/2020", "29/02/2019", "1/13/2020", "2020-02-30", "1.2.2020", "01/02/0020"])
def test_impossible_dates(printed):
    with pytest.raises(Unreadable, match="not a date"):
        cells.day(printed, "any")


@pytest.mark.parametrize(("printed", "number"), [("0", 0), ("04", 4), ("1,200", 1200), ("9999", 9999), (None, None)])
def test_counts(printed, number):
    assert cells.count(printed, "places") == number


@pytest.mark.parametrize("printed", ["1,2", "12,34", "10000", "1e3", "½", "٣", "4 to 6"])
def test_bad_counts(printed):
    with pytest.raises(Unreadable, match="not a whole number"):
        cells.count(printed, "places")


@pytest.mark.parametrize(
    ("printed", "answer"),
    [
        ("Yes", True),
        ("Y", True),
        ("Short breaks only", True),
        ("Short-break-only children's home", True),
        ("Short breaks and long term care", False),
        ("Long term care only", False),
        ("No", False),
        (None, False),
    ],
)
def test_short_breaks_in_the_words_of_every_year(printed, answer):
    assert cells.flag(printed, "short_breaks") is answer


@given(words=st.text())
def test_text_is_printed_words_with_single_spaces_or_none(words):
    found = cells.text(words)
    assert found is None or (found == " ".join(found.split()) and found.split() == words.split())
