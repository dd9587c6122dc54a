"""Rich text on the way in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.richtext.markup import clean, plain


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>Plain</p>", "<p>Plain</p>"),
        ("One.\n\nTwo & three.", "<p>One.</p>\n\n<p>Two &amp; three.</p>"),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ('<p onclick="x()" style="color:red">a</p>', "<p>a</p>"),
        ('<a href="javascript:x()">a</a>', "<p>a</p>"),
        ('<p><a href="https://gov.uk">a</a></p>', '<p><a href="https://gov.uk" rel="noopener">a</a></p>'),
        ("<h1>Big</h1><h5>Small</h5>", "<h2>Big</h2><h3>Small</h3>"),
        ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
        ('<p class="MsoNormal"><o:p></o:p>Word <span lang="EN-GB">text</span></p>', "<p>Word text</p>"),
        ("<!--[if gte mso 9]><xml>x</xml><![endif]--><p>Word</p>", "<p>Word</p>"),
        ('<img src="https://elsewhere.example/x.png">', ""),
        ("<p>&nbsp;</p><p>a</p>", "<p>a</p>"),
        ("<svg><p>a</p></svg>", "<p>a</p>"),
        (
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>",
        ),
    ],
)
def test_what_is_kept(typed, kept):
    assert clean(typed) == kept


@given(st.text(alphabet="<>/ abpi\"'=&;scriptonhref:javah123\n", max_size=80))
def test_cleaning_is_safe_and_cleaning_again_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once
    assert "<script" not in once.lower()
    assert " on" not in "".join(part.split(">")[0] for part in once.split("<")[1:])


def test_plain_text_keeps_the_words_and_the_breaks():
    assert plain("<h2>A &amp; B</h2><p>One<br>two</p><ul><li>x</li></ul>") == "A & B\n\nOne\n\ntwo\n\nx"
