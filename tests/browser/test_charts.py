"""The pictures of the report of members: their letters can be read on every screen, and none lies on another."""

import pytest

from chaportal.demo.cast import CAST

LETTERS = """all => all.filter(each => each.getClientRects().length && each.textContent.trim()).map(each => {
  const {left, right, top, bottom} = each.getBoundingClientRect()
  const size = parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a
  return {size, left, right, top, bottom, words: each.textContent}
})"""


def overlap(one, two) -> bool:
    apart = one["right"] <= two["left"] or two["right"] <= one["left"]
    return not apart and one["top"] < two["bottom"] and two["top"] < one["bottom"]


@pytest.mark.parametrize("width", [320, 390, 480, 700, 768, 1280])
def test_letters_are_read_on_every_screen(visit, demo, width):
    page = visit(next(person.email for person in CAST if person.role == "membership_manager"))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{demo.address}/staff/membership/report/")
    charts = page.locator("svg.chart").all()
    assert len(charts) == 5
    for chart in charts:
        letters = chart.locator("text").evaluate_all(LETTERS)
        assert min(each["size"] for each in letters) >= 12
        assert max(each["size"] for each in letters) <= 20
        touching = [(a["words"], b["words"]) for at, a in enumerate(letters) for b in letters[:at] if overlap(a, b)]
        assert touching == []
