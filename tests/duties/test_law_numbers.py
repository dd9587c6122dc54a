"""Every number of the law that the portal relies on, once, with the place where it stands.

Whoever changes one here has read that place again. `UNSURE` are ours until somebody has: the screen says so.
"""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from duties.law import (
    BY_KEY,
    CHANGES,
    LONG_ABSENCE,
    NOTICE_LAWS,
    RULES,
    Absence,
    EachMonth,
    EachYear,
    EachYearBy,
    Every,
    absence,
    changes,
    notices_of,
)
from register.lists.grades import Scale, Theme
from register.lists.scales import PERIODS

LEGISLATION = "https://www.legislation.gov.uk/"
ENGLAND, SUPPORTED, WALES = "uksi/2015/541/regulation/", "uksi/2023/416/regulation/", "wsi/2017/1264/regulation/"
IN_FORCE = {
    ENGLAND: date(2015, 4, 1),
    SUPPORTED: date(2023, 4, 28),
    WALES: date(2018, 4, 2),
    "anaw/2016/2/section/": date(2018, 4, 2),
}
UNSURE = True
# Rule, where it stands, how often, and whether the rhythm is ours because the place sets none or was not read.
TABLE = [
    ("england-44", ENGLAND + "44", EachMonth(), not UNSURE),  # at least once each month
    ("england-45", ENGLAND + "45", Every(6), not UNSURE),  # at least once every six months
    ("england-46", ENGLAND + "46", EachYear(), not UNSURE),  # at least once in each calendar year
    ("england-16", ENGLAND + "16", Every(12), UNSURE),  # under review, without a rhythm
    ("supported-32", SUPPORTED + "32", Every(6), UNSURE),  # every six months
    ("supported-6", SUPPORTED + "6", EachYear(), not UNSURE),  # at least once in each calendar year
    ("supported-9", SUPPORTED + "9", Every(12), UNSURE),  # under review, without a rhythm
    ("supported-10", SUPPORTED + "10", Every(12), UNSURE),  # how often was not read
    ("wales-73", WALES + "73", Every(3), not UNSURE),  # at least every three months
    ("wales-80", WALES + "80", Every(6), not UNSURE),  # at least every six months
    ("wales-7", WALES + "7", Every(12), UNSURE),  # under review, without a rhythm
    (
        "wales-return",
        "anaw/2016/2/section/10",
        EachYearBy(5, 26),
        UNSURE,
    ),  # each financial year; the day is the regulator's
]


@pytest.mark.parametrize(("key", "place", "recurrence", "unsure"), TABLE, ids=[row[0] for row in TABLE])
def test_each_duty_comes_again_as_often_as_its_place_in_the_law_says(key, place, recurrence, unsure):
    rule = RULES[key]
    assert (rule.recurrence, rule.link, bool(rule.unconfirmed)) == (recurrence, LEGISLATION + place, unsure)
    assert rule.in_force == IN_FORCE[place.rstrip("0123456789")]
    assert re.findall(r"\d+", rule.number)[0] == place.rsplit("/", 1)[1]


def test_no_duty_is_missing_from_the_table():
    assert [row[0] for row in TABLE] == list(RULES)


def test_due_soon_begins_as_many_days_before_as_we_chose_for_each_rhythm():
    """Ours, not the law's: ten days of a month, three weeks of a quarter, a month of half a year or of a review."""
    days = {EachMonth(): 10, Every(3): 21, Every(6): 30, Every(12): 30, EachYear(): 45, EachYearBy(5, 26): 45}
    assert {key: rule.soon for key, rule in RULES.items()} == {
        key: days[rule.recurrence] for key, rule in RULES.items()
    }


def test_a_report_or_a_revised_statement_goes_to_ofsted_within_28_days():
    """SI 2015/541, regulations 45 and 16."""
    for key in ("england-45", "england-16"):
        assert re.findall(r"within (\d+) days", RULES[key].asks) == ["28"]
        assert RULES[key].report.days == 28
        assert not RULES[key].report.unconfirmed


def test_where_the_law_sets_no_day_for_a_report_the_screen_says_so():
    """SI 2015/541, regulation 44(7); of SI 2023/416, regulation 32, nobody has read the text."""
    assert RULES["england-44"].report.days == 28
    assert "our suggestion" in RULES["england-44"].report.sentence
    assert RULES["supported-32"].report.days == 28
    assert "not confirmed by when" in RULES["supported-32"].report.sentence
    assert [key for key, rule in RULES.items() if rule.report] == [
        *("england-44", "england-45", "england-16", "supported-32")
    ]


def test_an_absence_is_long_and_its_notices_are_due_after_the_days_of_the_regulation():
    """SI 2015/541, regulation 48: 28 days; a month before, or a week after if unforeseen; 7 days after the return."""
    assert absence.LINK == LEGISLATION + ENGLAND + "48"
    assert timedelta(28) == LONG_ABSENCE
    begins, back = date(2026, 3, 10), date(2026, 6, 1)
    foreseen, unforeseen = (Absence(begins, back, foreseen, back) for foreseen in (True, False))
    assert [notice.due for notice in notices_of(foreseen, back)] == [date(2026, 2, 10), date(2026, 6, 8)]
    assert [notice.due for notice in notices_of(unforeseen, back)] == [date(2026, 3, 17), date(2026, 6, 8)]
    shorter = Absence(begins, begins + timedelta(27), True, begins + timedelta(27))
    assert notices_of(shorter, back) == []


def test_eight_kinds_of_change_are_notified_once_they_are_expected():
    """SI 2015/541, regulation 49: some of its items taken together, some apart."""
    assert changes.LINK == LEGISLATION + ENGLAND + "49"
    assert [change.key for change in CHANGES] == [
        *("manager_starts", "manager_stops", "responsible_individual", "officers", "partners"),
        *("provider", "insolvency", "premises"),
    ]
    assert [change for change in BY_KEY.values() if change.once_expected] == CHANGES


def test_each_law_s_notices_stand_where_the_law_has_them():
    """SI 2015/541, 40, 41, 48, 49; SI 2023/416, 27, 28, 34; WSI 2017/1264, 60 and Schedule 3."""
    places = {
        law.regulator + law.law[-10:]: [law.absence, law.change, *(e.place for e in law.events)] for law in NOTICE_LAWS
    }
    links = {key: [place.link.removeprefix(LEGISLATION) for place in found if place] for key, found in places.items()}
    assert list(links.values()) == [
        [ENGLAND + "48", ENGLAND + "49", ENGLAND + "40", ENGLAND + "41"],
        [SUPPORTED + "34", SUPPORTED + "27", SUPPORTED + "28"],
        ["wsi/2017/1264/schedule/3"] * 2,
    ]
    assert [change.key for change in BY_KEY.values() if change.days_before] == ["wales_purpose"]


def test_each_scale_of_judgement_is_in_use_from_and_until_its_day():
    """Ofsted’s framework of April 2015 and assurance inspections of April 2022; SI 2023/416; Welsh ratings of 2025."""
    periods = [(each.scale, each.starts, each.ends) for each in PERIODS]
    assert periods == [
        (Scale.FOUR_POINT, None, date(2015, 4, 1)),
        (Scale.FOUR_POINT, date(2015, 4, 1), None),
        (Scale.NUMBERED, None, date(2015, 4, 1)),
        (Scale.INTERIM, None, date(2022, 4, 1)),
        (Scale.SUPPORTED_ACCOMMODATION, date(2023, 4, 28), None),
        (Scale.WELSH_THEMES, date(2025, 4, 1), None),
    ]
    welsh = PERIODS[-1]
    assert welsh.themes == (Theme.WELL_BEING, Theme.CARE_AND_SUPPORT, Theme.LEADERSHIP, Theme.ENVIRONMENT)
    assert [each.has_overall for each in PERIODS] == [True] * 5 + [False]


def test_words_on_pages_have_the_numbers_of_the_law():
    """Templates say them in words of their own: each that names days of an absence says 28."""
    said = (Path(settings.BASE_DIR) / "templates/duties/home_notices.html").read_text()
    assert set(re.findall(r"(\d+) days", said)) == {"28"}
