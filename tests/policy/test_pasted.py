"""Lists of recommendations as Word and PDF give them: read without a loss."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.recommendations.pasted import Item, faults, numbered, read, written

LISTS = {
    "plain": ("1. Fund it.\n2. Train them.", [("1", "Fund it."), ("2", "Train them.")]),
    "letters": ("4a) Fund it\n4b) Train them", [("4a", "Fund it"), ("4b", "Train them")]),
    "named": ("Recommendation 12: Fund it\nRecommendation 13\nTrain them", [("12", "Fund it"), ("13", "Train them")]),
    "short": ("R7 – Fund it", [("7", "Fund it")]),
    "roman": ("(i) Fund it\n(iv) Train them", [("i", "Fund it"), ("iv", "Train them")]),
    "tab": ("1.\tFund it\n2\tTrain them", [("1", "Fund it"), ("2", "Train them")]),
    "broken lines": ("1. Fund it\nin all regions\n\nby 2027.", [("1", "Fund it in all regions by 2027.")]),
    "parts without a sign": (
        "4. Pay\n4.1 Fund it\n4.2a Train them\n4(ii) Both",
        [("4", "Pay"), ("4.1", "Fund it"), ("4.2a", "Train them"), ("4(ii)", "Both")],
    ),
    "a figure begins a line": ("1. It costs\n4.1 million a year", [("1", "It costs 4.1 million a year")]),
    "hyphen": ("1. A multi-\ndisciplinary team", [("1", "A multi-disciplinary team")]),
    "before": ("We say:\n1. Fund it", [("", "We say:"), ("1", "Fund it")]),
    "bullets": ("• Fund it\n• Train them", [("", "Fund it"), ("", "Train them")]),
    "a year begins a line": ("1. Begun in\n2016 and done", [("1", "Begun in 2016 and done")]),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read(name):
    pasted, expected = LISTS[name]
    assert [(item.number, item.text) for item in read(pasted)] == expected


def test_numbers_that_word_lost_are_given_anew():
    assert [item.number for item in numbered(read("1. A\n1. B\n1. C"))] == ["1", "2", "3"]
    assert [item.number for item in numbered(read("• A\n• B"))] == ["1", "2"]
    assert [item.number for item in numbered(read("4a. A\n4b. B"))] == ["4a", "4b"]


@given(st.text(alphabet="ab1.()iv:\t\n -•Rec", max_size=80))
def test_no_letter_is_lost_and_what_was_checked_is_read_alike(pasted):
    items = read(pasted)
    kept = "".join(item.number + item.text for item in items)
    letters = re.sub(r"[^ab]", "", pasted)
    assert [*re.sub(r"[^ab]", "", kept)] == [*letters]
    if not faults(items, 4000, 20):
        assert read(written(items)) == items


def test_what_has_to_be_mended_is_said():
    told = faults([Item("1", "A"), Item("1", ""), Item("", "B"), Item("2", "x" * 5)], 4, 20)
    assert [sentence.split(".")[0] for sentence in told] == [
        "The number 1 stands 2 times",
        "Recommendation 1 has no text",
        "Item 3, “B”, has no number",
        "Recommendation 2 is longer than 4 characters",
    ]
