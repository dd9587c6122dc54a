"""Finding a text among those that one may write or approve."""

import pytest

from publishing import actions
from publishing.forms.listing import STATES
from tests.publishing.conftest import CONTENT, minute_from_now

LIST = "/staff/texts/"
SHOWN = set(STATES) - {"discarded", "replaced"}


@pytest.fixture
def texts(press_officer, chief_executive, approved, following):
    """One text in each state, whose headline is its name."""

    def make(title, kind="statement"):
        more = {"byline": "Siân"} if kind == "blog" else {}
        return actions.start(kind=kind, by=press_officer, **CONTENT | {"title": f"Text {title}"} | more)

    make("draft", kind="blog")
    actions.discard_draft(edition=make("discarded"), by=press_officer)
    actions.submit(edition=make("submitted"), by=press_officer)
    approved(make("scheduled"), minute_from_now())
    approved(make("public"))
    actions.withdraw(publication=approved(make("withdrawn")).publication, by=chief_executive, reason="Wrong")
    actions.withhold(edition=approved(make("withheld")), reason="A consent ended.")
    actions.remove(publication=approved(make("removed")).publication, by=chief_executive, reason="Wrong")
    approved(following(approved(make("replaced")).publication, title="Text public"))


def found(client, **query) -> set[str]:
    page = client.get(LIST, query).content.decode()
    return {state for state in STATES if f"Text {state}<" in page}


def test_each_state_is_found_by_its_name(signed_in, press_officer, texts):
    client = signed_in(press_officer)
    assert found(client) == SHOWN
    for state in STATES:
        assert found(client, state=state) == {state}
    assert found(client, state="unheard-of") == SHOWN


def test_words_and_kinds_narrow_it_down_together(signed_in, press_officer, policy_officer, texts):
    client = signed_in(press_officer)
    assert found(client, q="schedul") == {"scheduled"}
    assert found(client, q="length") == SHOWN
    assert found(client, kind="blog") == {"draft"}
    assert found(client, q="public", kind="blog") == set()
    assert "Nothing matches" in client.get(LIST, {"q": "public", "kind": "blog"}).content.decode()
    assert found(signed_in(policy_officer)) == set()


@pytest.mark.parametrize("words", ["-" * 33, "- " * 90, '"', "a" * 300, "%", "😀"])
def test_any_words_are_answered(signed_in, press_officer, words):
    assert signed_in(press_officer).get(LIST, {"q": words}).status_code == 200


@pytest.mark.parametrize("count", [1, 3, 60])
def test_it_takes_the_same_queries_however_many_there_are(signed_in, press_officer, count, django_assert_num_queries):
    for number in range(count):
        actions.start(kind="statement", by=press_officer, **CONTENT | {"title": f"Text {number}"})
    client = signed_in(press_officer)
    with django_assert_num_queries(6):
        page = client.get(LIST, {"q": "length", "state": "draft", "kind": "statement"}).content.decode()
    assert f"{count} found" in page
    assert ("Next page" in page) == (count > 50)
    assert count <= 50 or "q=length" in page.split("Next page")[0].rsplit("<a ", 1)[1]
