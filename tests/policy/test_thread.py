"""The thread: what came before and after a paper or a recommendation, as everyone may know."""

import re
from datetime import date

import pytest
from django.urls import resolve

from policy.about.actions import say_about
from policy.documents import actions as documents
from policy.models import Document, Finding, GovernmentReply
from policy.recommendations import actions
from policy.recommendations.pasted import Item
from policy.thread.drawing import drawn
from policy.thread.items import ThreadItem, in_order
from publishing import actions as publishing
from tests import reading
from tests.policy.conftest import make_consultation, publish
from tests.policy.test_documents import WORDS, make


@pytest.fixture
def review(body):
    return make("A review", date(2016, 7, 4))


def answered(policy_officer, paper, title, on, **fields):
    later = make(title, on, **fields)
    return documents.change(document=later, by=policy_officer, responds_to=[paper])


def rows(client, path) -> list[str]:
    """The titles of the table beside the picture, in order."""
    page = reading.text(client.get(path))
    table = page.partition('id="thread"')[2].partition("</table>")[0]
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', table)


def test_a_thread_goes_from_answer_to_answer_both_ways(client, policy_officer, review):
    response = answered(policy_officer, review, "A response", date(2016, 12, 20))
    strategy = answered(policy_officer, response, "A strategy", date(2023, 2, 2))
    answered(policy_officer, strategy, "An Act", date(2026, 4, 29))
    make("Something else", date(2020, 1, 1))
    story = ["A review", "A response", "A strategy", "An Act"]
    for slug in ("a-review", "a-response", "an-act"):
        assert rows(client, f"/policy/documents/{slug}/") == story
    assert rows(client, "/policy/documents/something-else/") == [], "nothing came before or after it"


def test_the_picture_and_the_table_lead_to_the_same_places(client, policy_officer, review):
    answered(policy_officer, review, "A response", date(2016, 12, 20))
    page = reading.text(client.get("/policy/documents/a-review/"))
    picture, table = page.partition("<svg")[2].partition("</svg>")[::2]
    linked = re.findall(r'<a href="([^"]+)"', picture)
    assert linked == ["/policy/documents/a-review/", "/policy/documents/a-response/"]
    assert linked == re.findall(r'<th scope="row"><a href="([^"]+)"', table.partition("</table>")[0])


def test_what_is_hidden_is_in_no_thread_and_leads_nowhere(client, policy_officer, review):
    hidden = answered(policy_officer, review, "CANARY-PAPER", date(2018, 1, 1))
    answered(policy_officer, hidden, "A strategy", date(2023, 2, 2))
    soon = make_consultation("CANARY-SOON", opens=1, title="CANARY-SOON")
    Document.objects.filter(pk=hidden.pk).update(is_public=False)
    Document.objects.filter(pk=review.pk).update(consultation=soon)
    page = reading.text(client.get("/policy/documents/a-review/"))
    assert "CANARY" not in page
    assert "A strategy" not in page, "it is known through the hidden paper alone"


def test_a_promise_s_thread_has_its_replies_findings_and_our_texts(
    client, policy_officer, press_officer, chief_executive, review
):
    asked = actions.enter(document=review, items=[Item("1", "Fund it.")], by=policy_officer)[0]
    response = answered(policy_officer, review, "A response", date(2016, 12, 20))
    facts = {"recommendations": [asked], "by": policy_officer, "source": response}
    actions.record(kind=GovernmentReply, says="accepted", on=date(2016, 12, 20), **facts)
    slip = actions.record(kind=Finding, state="done", on=date(2019, 1, 1), **facts)[0]
    actions.record(kind=Finding, state="not_begun", on=date(2019, 1, 1), corrects=slip, **facts)
    release = publishing.start(kind="statement", by=press_officer, **WORDS)
    say_about(edition=release, by=press_officer, documents=[review], consultations=[])
    publish(release, author=press_officer, approver=chief_executive)
    path = f"/policy/tracker/r{asked.pk}/"
    assert rows(client, path) == ["A review", "Accepted", "A response", "Not begun", "What we say"]
    page = reading.text(client.get(path))
    for address in re.findall(rf'href="{path}#([^"]+)"', page):
        assert f'id="{address}"' in page
    assert resolve(path).url_name == "promise"


def test_a_thread_is_in_order_and_a_long_label_is_cut():
    items = [
        ThreadItem(date(2020, 1, 1), "Report", "x" * 99, "/a/"),
        ThreadItem(date(2016, 1, 1), "Review", "b", "/b/"),
    ]
    drawing = drawn(in_order([*items, items[0]]))
    assert [(point.year, len(point.label) <= 64) for point in drawing.points] == [("2016", True), ("2020", True)]
    assert drawing.points[0].y < drawing.points[1].y < drawing.bottom + 1


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_thread_takes_the_same_queries_however_long(client, policy_officer, review, count, django_assert_num_queries):
    asked = actions.enter(document=review, items=[Item("1", "Fund it.")], by=policy_officer)[0]
    for number in range(count):
        answered(policy_officer, review, f"Answer {number}", date(2017, 1, 1))
    with django_assert_num_queries(12):
        client.get("/policy/documents/a-review/")
    with django_assert_num_queries(10):
        client.get(f"/policy/tracker/r{asked.pk}/")
