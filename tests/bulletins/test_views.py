"""The pages on which staff write, approve, send and look."""

import pytest
from django.urls import reverse

from bulletins import actions, sending
from bulletins.models import Bulletin, Delivery, DeliveryEvent, Subscriber
from tests.bulletins.conftest import CONTENT, make_member
from tests.mail_server import HANG_UP

pytestmark = pytest.mark.django_db

WRITER, APPROVER, NEITHER = "membership_manager", "chief_executive", "press_officer"
POST_ONLY = ["submit", "send_back", "approve", "pause", "resume", "cancel"]


def url(name, *args):
    return reverse(f"bulletins:{name}", args=args)


def approve(client, bulletin):
    return client.post(url("bulletin_approve", bulletin.pk), {"seen": bulletin.content_hash}, follow=True)


@pytest.fixture
def writer(signed_in, membership_manager):
    return signed_in(membership_manager)


@pytest.fixture
def approver(signed_in, chief_executive):
    return signed_in(chief_executive)


@pytest.mark.parametrize(
    ("name", "readers"),
    [
        ("bulletin_list", {WRITER, APPROVER}),
        ("bulletin_create", {WRITER}),
        ("subscriber_list", {WRITER}),
        ("bulletin_detail", {WRITER, APPROVER}),
        ("bulletin_edit", {WRITER}),
        ("bulletin_history", {WRITER, APPROVER}),
        ("delivery_list", {WRITER, APPROVER}),
    ],
)
def test_who_may_open_a_page(request, signed_in, client, draft, owner, name, readers):
    page = url(name, *([] if name in {"bulletin_list", "bulletin_create", "subscriber_list"} else [draft.pk]))
    for person in (WRITER, APPROVER, NEITHER, "owner"):
        answer = signed_in(request.getfixturevalue(person)).get(page)
        assert answer.status_code == (200 if person in readers else 403), person
    assert client.get(page)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", POST_ONLY)
def test_who_may_do_a_thing(request, signed_in, draft, name):
    doers = {WRITER} if name == "submit" else {WRITER, APPROVER}
    for person in (WRITER, APPROVER, NEITHER):
        client = signed_in(request.getfixturevalue(person))
        page = url(f"bulletin_{name}", draft.pk)
        assert client.get(page).status_code == 405
        assert client.post(page, {"reason": "So"}).status_code == (302 if person in doers else 403), person


def test_a_bulletin_that_does_not_exist_is_not_found(writer):
    assert writer.get(url("bulletin_detail", 0)).status_code == 404
    assert writer.get(url("delivery_list", 0)).status_code == 404
    assert writer.post(url("subscriber_stop", 0)).status_code == 404


def test_a_bulletin_is_written_with_its_picks_and_shown_as_it_will_read(writer, published, members):
    form = writer.get(url("bulletin_create"))
    assert "Owners of providers in membership: 3 people today" in form.text
    assert "Homes are closing" in form.text
    answer = writer.post(url("bulletin_create"), CONTENT | {"picks": [published.publication_id]}, follow=True)
    bulletin = Bulletin.objects.get()
    assert answer.redirect_chain == [(bulletin.get_absolute_url(), 302)]
    assert "<p>The regulator changes its fees.</p>" in answer.text
    assert '<a href="/press/homes-are-closing/">Homes are closing</a>' in answer.text
    assert '<strong class="figure">3</strong> people if it went out now' in answer.text


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(writer):
    answer = writer.post(url("bulletin_create"), CONTENT | {"subject": ""})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert "The regulator changes its fees." in answer.text
    assert Bulletin.objects.count() == 0


def test_only_public_texts_can_be_picked(writer, published):
    published.publication.audience = "members"
    published.publication.save()
    answer = writer.post(url("bulletin_create"), CONTENT | {"picks": [published.publication_id]})
    assert "Homes are closing" not in answer.text
    assert "Select a valid choice" in answer.text


def test_editing_keeps_earlier_picks_that_are_no_longer_recent(writer, draft, published, monkeypatch):
    draft.picks.add(published.publication)
    monkeypatch.setattr("bulletins.forms.RECENT", 0)
    page = writer.get(url("bulletin_edit", draft.pk))
    assert f'value="{published.publication_id}" id="id_picks_0" checked' in " ".join(page.text.split()).replace(
        'aria-describedby="id_picks_helptext" ', ""
    )
    writer.post(url("bulletin_edit", draft.pk), CONTENT | {"subject": "Other", "picks": [published.publication_id]})
    draft.refresh_from_db()
    assert draft.subject == "Other"
    assert list(draft.picks.all()) == [published.publication]


def test_an_approved_bulletin_says_why_it_cannot_be_edited_and_keeps_what_was_typed(writer, approved):
    answer = writer.post(url("bulletin_edit", approved.pk), CONTENT | {"subject": "Too late"})
    assert "is approved, so you cannot edit it" in answer.text
    assert "Too late" in answer.text


def test_from_draft_to_sent_over_the_pages(
    writer, approver, draft, members, mail_server, django_capture_on_commit_callbacks, enqueued
):
    writer.post(url("bulletin_submit", draft.pk))
    page = approver.get(url("bulletin_detail", draft.pk))
    assert "Approve and send to 3 people" in page.text
    with django_capture_on_commit_callbacks(execute=True):
        assert "Approved. It goes out now." in approve(approver, draft).text
    assert enqueued == [draft.pk]
    sending.send(draft.pk)
    page = approver.get(url("bulletin_detail", draft.pk))
    assert "3 of 3 done" in page.text
    assert len(mail_server.taken) == 3


def test_an_author_is_told_that_someone_else_approves(writer, submitted, members):
    page = writer.get(url("bulletin_detail", submitted.pk))
    assert "someone else must approve it" in page.text
    assert "Approve and send" not in page.text
    assert "someone else must approve it" in approve(writer, submitted).text
    assert Delivery.objects.count() == 0


def test_a_text_changed_meanwhile_is_shown_again_before_it_can_be_approved(
    approver, submitted, members, membership_manager
):
    seen = {"seen": submitted.content_hash}
    edited = actions.edit(bulletin=submitted, by=membership_manager, **CONTENT | {"body": "<p>Other words.</p>"})
    actions.submit(bulletin=edited, by=membership_manager)
    answer = approver.post(url("bulletin_approve", submitted.pk), seen, follow=True)
    assert "changed after you opened it" in answer.text
    assert "Other words." in answer.text
    assert Delivery.objects.count() == 0


def test_sending_back_and_cancelling_need_a_reason(approver, submitted):
    answer = approver.post(url("bulletin_send_back", submitted.pk), {"reason": ""})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    answer = approver.post(url("bulletin_send_back", submitted.pk), {"reason": "Check the date"}, follow=True)
    assert "Sent back: Check the date" in answer.text


def test_pausing_going_on_and_cancelling(approver, approved):
    Bulletin.objects.update(state="sending")
    assert (
        "Nothing more goes out until you go on" in approver.post(url("bulletin_pause", approved.pk), follow=True).text
    )
    assert "Go on sending" in approver.get(url("bulletin_detail", approved.pk)).text
    assert "Sending goes on" in approver.post(url("bulletin_resume", approved.pk), follow=True).text
    answer = approver.post(url("bulletin_cancel", approved.pk), {"reason": "The wrong date"}, follow=True)
    assert "Cancelled. Nothing more goes out." in answer.text
    assert "so you cannot pause it" in approver.post(url("bulletin_pause", approved.pk), follow=True).text


def test_progress_alone_for_a_page_that_polls_and_a_reload_when_it_is_over(approver, approved):
    page = url("bulletin_detail", approved.pk)
    assert 'hx-trigger="every 3s"' in approver.get(page).text
    part = approver.get(page, headers={"HX-Request": "true"})
    assert part.text.strip().startswith("<section")
    assert "0 of 3 done" in part.text
    now = approved.approved_at
    Delivery.objects.filter(seq=1).update(state=Delivery.State.ACCEPTED, accepted_at=now, uncertain_at=now)
    assert "1 of 3 done" in approver.get(page, headers={"HX-Request": "true"}).text
    Bulletin.objects.update(state="paused")
    assert approver.get(page, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "hx-trigger" not in approver.get(page).text


def test_each_person_has_a_row_that_says_what_happened(approver, approved, mail_server):
    mail_server.at_dot["member01@provider.example"] = [HANG_UP]
    mail_server.at_recipient["member02@provider.example"] = ["550 5.1.1 no such user"]
    sending.send(approved.pk)
    Delivery.objects.filter(email="member03@provider.example").update(unsubscribed_at=approved.approved_at)
    page = " ".join(approver.get(url("delivery_list", approved.pk)).text.split())
    first, second, third = page.split("<tr>")[2:]
    assert "member01@provider.example" in first
    assert "Not taken yet: we try again" in first
    assert "May have had two copies" in first
    assert "Could not be sent" in second
    assert "5.1.1 no such user" in second
    assert "The address fails 550 5.1.1" in second
    assert "Handed to their mail server" in third
    assert "Asked us to stop" in third


@pytest.mark.parametrize(
    ("outcome", "shown"),
    [
        ("", [1, 2, 3]),
        ("pending", [2, 3]),
        ("suppressed", [1]),
        ("uncertain", [3]),
        ("held", []),
        ("no such outcome", [1, 2, 3]),
    ],
)
def test_rows_can_be_narrowed_to_one_outcome(approver, approved, outcome, shown):
    Delivery.objects.filter(seq=1).update(state=Delivery.State.SUPPRESSED)
    Delivery.objects.filter(seq=3).update(uncertain_at=approved.approved_at)
    page = approver.get(url("delivery_list", approved.pk), {"outcome": outcome}).text
    assert [number for number in (1, 2, 3) if f"member0{number}@provider.example" in page] == shown
    assert ("There is nobody of whom this is true" in page) == (not shown)


def test_lists_can_be_narrowed_by_state_and_empty_ones_say_what_will_be_there(writer, approver):
    assert "Write the first one" in writer.get(url("bulletin_list")).text
    assert "Write the first one" not in approver.get(url("bulletin_list")).text
    writer.post(url("bulletin_create"), CONTENT)
    assert "Fees in April" in writer.get(url("bulletin_list"), {"state": "draft"}).text
    assert "Fees in April" not in writer.get(url("bulletin_list"), {"state": "sent"}).text
    assert "Fees in April" in writer.get(url("bulletin_list"), {"state": "nonsense"}).text


def test_the_history_names_who_did_what(writer, approver, submitted, members):
    approve(approver, submitted)
    page = writer.get(url("bulletin_history", submitted.pk)).text
    assert "Chief" in page
    assert "Approved" in page


def test_subscribers_are_added_with_evidence_and_stopped(writer):
    person = {"email": "Ada@charity.example", "name": "Ada", "source": "by telephone"}
    assert "Ada gets our bulletins from now on." in writer.post(url("subscriber_list"), person, follow=True).text
    assert "gets our bulletins already" in writer.post(url("subscriber_list"), person).text
    subscriber = Subscriber.objects.get()
    assert "Ada gets no more" in writer.post(url("subscriber_stop", subscriber.pk), follow=True).text
    assert "asked us to stop" in writer.post(url("subscriber_list"), person).text
    assert (
        "Enter something under “How they asked”." in writer.post(url("subscriber_list"), person | {"source": ""}).text
    )


@pytest.mark.parametrize("number", [1, 3, 30])
def test_lists_take_the_same_number_of_queries_for_any_number_of_rows(
    number, writer, approver, submitted, chief_executive, membership_manager, django_assert_num_queries
):
    for one in range(number):
        make_member(one)
        Subscriber.objects.create(email=f"reader{one}@charity.example")
    for _ in range(number - 1):
        actions.start(by=membership_manager, **CONTENT)
    actions.approve(bulletin=submitted, by=chief_executive, seen=submitted.content_hash)
    for delivery in Delivery.objects.all():
        DeliveryEvent.objects.create(delivery=delivery, kind="deferred")
    session_user_roles_and_factor = 4
    with django_assert_num_queries(session_user_roles_and_factor + 2):
        writer.get(url("bulletin_list"))
    with django_assert_num_queries(session_user_roles_and_factor + 2):
        writer.get(url("subscriber_list"))
    with django_assert_num_queries(session_user_roles_and_factor + 5):
        writer.get(url("delivery_list", submitted.pk))
    with django_assert_num_queries(session_user_roles_and_factor + 6):
        approver.get(url("bulletin_detail", submitted.pk))
    with django_assert_num_queries(session_user_roles_and_factor + 5):
        writer.get(url("bulletin_create"))
