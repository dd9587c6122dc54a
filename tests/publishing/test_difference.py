"""Two texts, word by word."""

from publishing.richtext.difference import Piece, difference


def test_words_that_stand_in_one_text_only_are_marked_there():
    found = difference("We run ten homes", "We run twelve homes")
    assert found.before == [Piece("We run", False), Piece("ten", True), Piece("homes", False)]
    assert found.after == [Piece("We run", False), Piece("twelve", True), Piece("homes", False)]


def test_space_between_words_is_no_change_and_a_new_paragraph_is():
    assert not difference("ten  homes\nopen", "ten homes open").is_any
    assert difference("ten homes", "ten\n\nhomes").is_any


def test_a_text_beside_nothing_is_all_new():
    found = difference("", "ten homes")
    assert (found.before, found.after) == ([], [Piece("ten homes", True)])
