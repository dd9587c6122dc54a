"""Which colours people can read, and what follows from them."""

import re

import pytest
from django.conf import settings

from people.colours import DEFAULT_PALETTE, TEXT, WHITE, contrast, darkened, mixed, problem_with

SHEET = (settings.BASE_DIR / "static/portal/portal.css").read_text()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0f4c5c", "#0f4c5c", 1),
    ],
)
def test_contrast_is_what_wcag_defines(one, other, expected):
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


def test_a_colour_that_cannot_be_read_is_refused_with_a_better_one():
    said = problem_with("#88aacc")
    assert re.search(r"#88aacc on its own soft ground has a contrast of 2\.\d to 1; words need 4\.5 to 1\.", said)
    better = re.search(r"such as (#[0-9a-f]{6})\.", said)[1]
    assert (better, problem_with(better)) == (darkened("#88aacc"), "")


@pytest.mark.parametrize("colour", ["#0f4c5c", "#b8442f", "#000000", "#5a2d82"])
def test_a_dark_colour_is_taken_on_every_ground_it_has(colour):
    assert problem_with(colour) == ""
    assert min(contrast(colour, ground) for ground in (WHITE, "#fbfaf7", mixed(colour, WHITE, 0.12))) >= TEXT


@pytest.mark.parametrize("colour", ["red", "#fff", "#0f4c5g", "", "0f4c5c", "#0f4c5c;}"])
def test_what_is_no_colour_is_said_to_be_none(colour):
    assert "is no colour that we know" in problem_with(colour)


def test_the_style_sheet_takes_its_colours_from_the_palette_alone():
    """Each colour that an association may choose is a variable, and no rule repeats its value."""
    named = set(re.findall(r"var\(--((?:structure|attention)[\w-]*)\)", SHEET))
    assert named == set(DEFAULT_PALETTE.variables)
    root, rules = SHEET.split("}", 1)
    assert f"--structure: {DEFAULT_PALETTE.structure};" in root
    assert f"--attention: {DEFAULT_PALETTE.attention};" in root
    chosen = set(re.findall(r"--(?:structure|attention)[\w-]*: (#\w+)", root))
    assert [colour for colour in chosen if colour in rules] == []
