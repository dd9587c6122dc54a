"""What papers recommend, what government says, what we found, where we stand; and who sees which."""

from datetime import date, timedelta

import feedparser
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from policy.models import Document, Finding, GovernmentReply, Recommendation, Stance, Theme
from policy.recommendations import actions
from policy.recommendations.pasted import Item
from publishing import actions as publishing
from tests import reading
from tests.policy.conftest import in_days, publish
from tests.policy.test_documents import WORDS, make

LINK = "https://www.gov.uk/response"
TODAY = timezone.localdate()


@pytest.fixture
def review(body):
    return make("A review")


@pytest.fixture
def asked(review, policy_officer):
    return actions.enter(document=review, items=[Item("4a", "Fund Staying Close.")], by=policy_officer)[0]


def record(kind, asked, by, **content):
    facts = {"on": TODAY, "words": "", "link": LINK} if kind is not Stance else {"on": TODAY, "words": "Because."}
    return actions.record(kind=kind, recommendations=[asked], by=by, **facts | content)[0]


def page(client, path):
    return reading.text(client.get(path))


def state_of(asked):
    row = Recommendation.objects.with_state().get(pk=asked.pk)
    return row.says, row.found


def test_a_pasted_list_is_checked_before_it_is_kept(signed_in, policy_officer, review):
    client, path = signed_in(policy_officer), f"/staff/policy/documents/{review.pk}/recommendations/paste/"
    pasted = "10. Last\n4a) Fund it\nin all regions\n4. First"
    answer = client.post(path, {"pasted": pasted, "step": "keep"})
    assert not Recommendation.objects.exists(), "nobody has looked at how it was read"
    checked = answer.context["form"]["pasted"].value()
    assert checked == "10. Last\n\n4a. Fund it in all regions\n\n4. First"
    wrong = client.post(path, {"pasted": f"{checked}\n\n4. Again", "step": "keep"})
    assert wrong.status_code == 422
    assert "The number 4 stands 2 times." in reading.text(wrong)
    assert "4. Again" in reading.text(wrong)
    client.post(path, {"pasted": checked, "step": "keep"})
    assert [row.number for row in review.recommendations.all()] == ["4", "4a", "10"]
    again = client.post(path, {"pasted": "4. First", "step": "keep"})
    assert "has a recommendation 4 already" in reading.text(again)


def test_what_government_says_and_what_we_found_are_two_histories(asked, policy_officer):
    assert state_of(asked) == (None, None)
    record(GovernmentReply, asked, policy_officer, says="accepted", on=date(2016, 12, 20))
    record(Finding, asked, policy_officer, state="under_way", on=date(2020, 1, 1))
    assert state_of(asked) == ("accepted", "under_way")
    slip = record(Finding, asked, policy_officer, state="done")
    record(Finding, asked, policy_officer, state="not_begun", on=date(2020, 1, 1), corrects=slip)
    assert state_of(asked) == ("accepted", "not_begun"), "the newest that nothing corrects"
    assert Finding.objects.count() == 3


def test_what_is_recorded_is_never_changed_or_deleted(asked, policy_officer):
    reply = record(GovernmentReply, asked, policy_officer, says="accepted")
    for attempt in (lambda: reply.delete(), lambda: GovernmentReply.objects.update(says="rejected")):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            attempt()
    with pytest.raises(ValidationError, match="stays"):
        actions.delete(recommendation=asked, by=policy_officer)
    with pytest.raises(ValidationError, match="has not come"):
        record(GovernmentReply, asked, policy_officer, says="accepted", on=TODAY + timedelta(days=1))


def test_an_entry_is_corrected_once_and_by_one_of_its_own(asked, policy_officer, review):
    slip = record(Finding, asked, policy_officer, state="done")
    other = actions.enter(document=review, items=[Item("5", "Train.")], by=policy_officer)[0]
    with pytest.raises(ValidationError, match="corrected meanwhile"):
        record(Finding, other, policy_officer, state="done", corrects=slip)
    record(Finding, asked, policy_officer, state="dropped", corrects=slip)
    with pytest.raises(ValidationError, match="corrected meanwhile"):
        record(Finding, asked, policy_officer, state="done", corrects=slip)


def test_a_reply_without_a_source_is_no_reply(signed_in, policy_officer, asked):
    client, path = signed_in(policy_officer), f"/staff/policy/recommendations/{asked.pk}/reply/"
    typed = {"says": "accepted", "on": "20/12/2016", "words": "They agree."}
    answer = client.post(path, typed)
    assert "Choose the document that says so, or write a link to it." in reading.text(answer)
    assert "They agree." in reading.text(answer)
    with pytest.raises(IntegrityError, match="government_reply_has_source"), transaction.atomic():
        record(GovernmentReply, asked, policy_officer, says="accepted", link="")
    client.post(path, typed | {"link": LINK})
    client.post(path, {"says": "lapsed", "on": "5/7/2024"})
    assert state_of(asked) == ("lapsed", None)


def test_one_reply_answers_several(signed_in, policy_officer, review, asked):
    other = actions.enter(document=review, items=[Item("5", "Train.")], by=policy_officer)[0]
    response = make("The response", kind="response")
    typed = {"says": "partly", "on": "20/12/2016", "source": response.pk, "recommendations": [asked.pk, other.pk]}
    signed_in(policy_officer).post(f"/staff/policy/documents/{review.pk}/recommendations/reply/", typed)
    assert [state_of(row)[0] for row in (asked, other)] == ["partly", "partly"]
    assert "Source: " in page(signed_in(policy_officer), f"/policy/tracker/r{asked.pk}/")


def test_the_tracker_shows_both_and_narrows(client, policy_officer, asked, review):
    theme = Theme.objects.create(name="Leaving care")
    actions.change(recommendation=asked, by=policy_officer, theme=theme)
    actions.enter(document=review, items=[Item("5", "Train all staff.")], by=policy_officer)
    record(GovernmentReply, asked, policy_officer, says="accepted")
    record(Finding, asked, policy_officer, state="done")
    for query in ("says=accepted", "found=done", f"theme={theme.pk}"):
        shown = page(client, f"/policy/tracker/?{query}")
        assert "Staying Close" in shown, query
        assert "Train all staff" not in shown, query
    for query in ("open=on", "says=unanswered", "found=unanswered"):
        shown = page(client, f"/policy/tracker/?{query}")
        assert "Train all staff" in shown, query
        assert "Staying Close" not in shown, query
    for query in ("document=a-review", "body=dfe", "says=nonsense", "page=99"):
        assert "Train all staff" in page(client, f"/policy/tracker/?{query}"), query
    sheet = page(client, "/policy/tracker/tracker.csv?says=accepted")
    assert f'"R{asked.pk}"' in sheet
    assert "Train all staff" not in sheet
    feed = feedparser.parse(client.get("/policy/tracker/feed.atom").content)
    assert [entry.title for entry in feed.entries] == [
        f"R{asked.pk}, A review 4a: We found: Done",
        f"R{asked.pk}, A review 4a: Government says: Accepted",
    ]
    assert f"/policy/tracker/r{asked.pk}/" in page(client, f"/policy/tracker/r{asked.pk}/").split("How to cite")[1]


@pytest.mark.parametrize(
    "hidden", [{"is_public": False}, {"embargoed_until": in_days(1)}], ids=["not shown", "embargo"]
)
def test_what_a_hidden_paper_recommends_is_nowhere(client, signed_in, policy_officer, owner, asked, review, hidden):
    record(GovernmentReply, asked, policy_officer, says="accepted")
    Document.objects.filter(pk=review.pk).update(**hidden)
    assert client.get(f"/policy/tracker/r{asked.pk}/").status_code == 404
    for path in ("", "tracker.csv", "feed.atom"):
        shown = page(client, f"/policy/tracker/{path}")
        assert "Staying Close" not in shown, path
        assert "A review" not in shown, path
    assert not Recommendation.objects.visible_to(owner).exists()
    assert "Staying Close" in page(signed_in(policy_officer), f"/staff/policy/recommendations/{asked.pk}/")


def test_a_hidden_paper_that_a_reply_rests_on_is_not_named(client, policy_officer, asked):
    source = make("CANARY-SOURCE", is_public=False)
    record(GovernmentReply, asked, policy_officer, says="accepted", source=source, link="")
    assert "CANARY" not in page(client, f"/policy/tracker/r{asked.pk}/")


def test_a_stance_is_read_once_a_public_text_of_ours_says_so(
    client, asked, policy_officer, press_officer, chief_executive
):
    draft = publishing.start(kind="statement", by=press_officer, **WORDS)
    record(Stance, asked, policy_officer, stance="support", words="CANARY-ALONE")
    record(Stance, asked, policy_officer, stance="conditions", words="CANARY-SAID", publication=draft.publication)
    path = f"/policy/tracker/r{asked.pk}/"
    assert "CANARY" not in page(client, path)
    publish(draft, author=press_officer, approver=chief_executive)
    shown = page(client, path)
    assert "CANARY-SAID" in shown
    assert "CANARY-ALONE" not in shown


@pytest.mark.parametrize("role", ["chief_executive", "press_officer", "owner"])
def test_only_the_desk_writes(request, role, asked, review):
    user = request.getfixturevalue(role)
    for attempt in (
        lambda: actions.enter(document=review, items=[Item("6", "A")], by=user),
        lambda: actions.change(recommendation=asked, by=user, text="B"),
        lambda: actions.delete(recommendation=asked, by=user),
        lambda: record(GovernmentReply, asked, user, says="accepted"),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_pages_take_the_same_queries_for_any_number(
    client, signed_in, policy_officer, review, count, django_assert_num_queries
):
    items = [Item(str(number), "Fund it.") for number in range(1, count + 1)]
    made = actions.enter(document=review, items=items, by=policy_officer)
    source = make("Response", kind="response")
    for row in made:
        record(GovernmentReply, row, policy_officer, says="accepted", source=source)
    for _ in range(count):
        record(Finding, made[0], policy_officer, state="done", source=source)
    with django_assert_num_queries(5):
        client.get("/policy/tracker/")
    with django_assert_num_queries(9):
        client.get(f"/policy/tracker/r{made[0].pk}/")
    with django_assert_num_queries(1):
        client.get("/policy/tracker/tracker.csv")
    desk = signed_in(policy_officer)
    with django_assert_num_queries(9):
        desk.get(f"/staff/policy/recommendations/{made[0].pk}/")
    with django_assert_num_queries(6):
        desk.get(f"/staff/policy/documents/{review.pk}/recommendations/")
