"""Words are found however they were written, the same by the database and by Python."""

import json

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chaportal.purging.pattern import TooVague, words_of


@pytest.mark.parametrize(
    "text",
    [
        "Zoë O’Brien-Smith was moved.",
        "zoe o'brien smith",
        "ZOE\nO BRIEN  SMITH",
        "<p><b>Zoë</b> O&#x27;Brien&nbsp;Smith</p>",
        "/press/zoe-obrien-smith/",
        "report_Zoe_OBrien_Smith_final.pdf",
        "zoe.obrien-smith@example.org",
        "Zoe\u0308 O’Brien–Smith",
        '["Zoë", "O\'Brien", "Smith"]',
    ],
)
def test_words_are_found_however_they_are_written(text):
    words = words_of("Zoë O'Brien-Smith")
    after = words.taken_out_of(text)
    assert words.are_in(text)
    assert "removed" in after
    assert "smith" not in after.lower()
    assert not words.are_in(after)


@pytest.mark.parametrize(
    "text", ["Zoe Brien", "Smithers Zoe OBrien", "Xzoe obrien smith", "zoe obrien smiths", "Zoe, and Smith"]
)
def test_other_words_are_left_alone(text):
    words = words_of("Zoë O'Brien-Smith")
    assert words.taken_out_of(text) == text


def test_what_stands_between_is_kept_so_that_markup_and_json_stay_whole():
    words = words_of("Tommy Smith")
    assert words.taken_out_of("<p>Tommy</p><p>Smith came</p>") == "<p>[removed]</p><p> came</p>"
    assert json.loads(words.taken_out_of('{"Tommy": "Smith", "a": ["Tommy", "Smith"]}')) == {
        "[removed]": "",
        "a": ["[removed]", ""],
    }


@pytest.mark.parametrize(
    "typed", ["", "Tom", "a b", "—— … ——", "one two three four five six seven eight nine ten eleven", "x" * 101]
)
def test_words_that_mean_everything_are_refused(typed):
    with pytest.raises(TooVague, match="Write at least 4 letters"):
        words_of(typed)


LETTERS = st.sampled_from("aAbBéÉßøŁIžЖ0_- <>&;'\"\\/@.\n\u0301\u00a0")
TYPED = st.text(LETTERS, min_size=4, max_size=12)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=TYPED, text=st.lists(st.one_of(st.text(LETTERS, max_size=6), st.just("TYPED")), max_size=6))
def test_the_database_finds_and_marks_what_python_does(db, typed, text):
    try:
        words = words_of(typed)
    except TooVague:
        return
    value = "".join(typed if piece == "TYPED" else piece for piece in text)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT %s ~* %s, people_purged(%s, %s, %s)", [value, words.pattern, value, words.pattern, words.groups]
        )
        found, after = cursor.fetchone()
    assert found == words.are_in(value)
    assert after == words.taken_out_of(value)
