"""Withdrawn, removed, moved and back: what readers get at an address that they know."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from outbox.models import OutboxMessage
from people.templatetags.people import moment
from publishing import actions, clock
from publishing.models import Edition, Publication, Redirect
from publishing.workflow import Refused
from tests.publishing.conftest import CONTENT, minute_from_now
from tests.reading import text

PAGE = "/press/homes-are-closing/"
EXITS = ["/", "/press/", "/press/feed.rss", "/press/feed.atom", "/press/?q=closing", "/policy/", "/policy/feed.atom"]


@pytest.fixture
def other(press_officer, approved):
    return approved(
        actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT | {"title": "Other"})
    ).publication


def test_a_withdrawn_text_stays_where_it_is_and_says_why(client, publication, chief_executive, following, approved):
    approved(following(publication))
    assert "Withdrawn" not in text(client.get(PAGE))
    actions.withdraw(publication=publication, by=chief_executive, reason="The figures were wrong")
    assert ": The figures were wrong" in text(client.get(PAGE))
    assert ": The figures were wrong" in text(client.get(f"{PAGE}versions/1/"))
    assert PAGE in text(client.get("/press/"))
    withdrawn = publication.editions.get(number=2)
    assert withdrawn.events.latest("pgh_id").pgh_context.metadata["reason"] == "The figures were wrong"


def test_a_text_is_withdrawn_once_and_only_while_it_is_public(publication, press_officer, chief_executive, approved):
    actions.withdraw(publication=publication, by=chief_executive, reason="Wrong")
    with pytest.raises(Refused, match="withdrawn already"):
        actions.withdraw(publication=publication, by=chief_executive, reason="Wrong")
    waiting = approved(
        actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT), minute_from_now()
    ).publication
    with pytest.raises(Refused, match="not public"):
        actions.withdraw(publication=waiting, by=chief_executive, reason="Wrong")


@pytest.mark.parametrize("act", [actions.withdraw, actions.remove])
def test_taking_back_needs_the_right_to_approve_and_a_reason(publication, policy_officer, chief_executive, act):
    with pytest.raises(PermissionDenied):
        act(publication=publication, by=policy_officer, reason="Wrong")
    with pytest.raises(Refused, match="Say why"):
        act(publication=publication, by=chief_executive, reason=" ")


@pytest.mark.parametrize("name", ["withdrawn", "removed"])
@pytest.mark.parametrize("field", ["at", "reason"])
def test_the_database_keeps_time_and_reason_together(first, name, field):
    value, row = minute_from_now() if field == "at" else "Wrong", first if name == "withdrawn" else first.publication
    with pytest.raises(IntegrityError, match=f"{name}_with_reason"):
        type(row).objects.filter(pk=row.pk).update(**{f"{name}_{field}": value})


def test_a_removed_text_is_gone_from_every_exit(client, publication, chief_executive, following, approved):
    approved(following(publication))
    assert {address for address in EXITS if PAGE in text(client.get(address))} >= {"/press/", "/press/?q=closing"}
    actions.remove(publication=publication, by=chief_executive, reason="CANARY-WHY")
    assert list(Edition.objects.public()) == list(Publication.objects.public()) == []
    assert list(Edition.objects.replaced()) == []
    for address in (PAGE, f"{PAGE}versions/1/"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "removed" in text(answer)
        assert "Homes are closing" not in text(answer)
        assert "CANARY-WHY" not in text(answer)
        assert not answer.cookies
    for address in EXITS:
        assert PAGE not in text(client.get(address))


def test_a_removed_text_can_lead_elsewhere(client, publication, other, chief_executive):
    actions.remove(publication=publication, by=chief_executive, reason="Twice", redirect_to=other.path)
    answer = client.get(PAGE)
    assert (answer.status_code, answer.url) == (301, "/press/other/")


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "press/"]
)
def test_a_removed_text_leads_to_no_other_site(publication, chief_executive, target):
    with pytest.raises(Refused, match="path on this site"):
        actions.remove(publication=publication, by=chief_executive, reason="Twice", redirect_to=target)
    removed = {"removed_at": minute_from_now(), "removed_reason": "Twice", "redirect_to": target}
    with pytest.raises(IntegrityError, match="publication_redirects_to_own_path"):
        Publication.objects.filter(pk=publication.pk).update(**removed)


def test_removed_texts_never_lead_back_to_each_other(moved, publication, other, press_officer, chief_executive):
    with pytest.raises(Refused, match="leads back"):
        actions.remove(publication=publication, by=chief_executive, reason="Twice", redirect_to=PAGE)
    moved(publication, "shorter")
    actions.remove(publication=other, by=chief_executive, reason="Twice", redirect_to=PAGE)
    with pytest.raises(Refused, match="leads back"):
        actions.remove(publication=publication, by=chief_executive, reason="Twice", redirect_to=other.path)


def test_a_scheduled_text_that_is_taken_back_was_never_there(client, press_officer, chief_executive, approved):
    at = minute_from_now()
    waiting = approved(actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT), at)
    with pytest.raises(Refused, match="Take it back"):
        actions.remove(publication=waiting.publication, by=chief_executive, reason="Too early")
    actions.pull(edition=waiting, by=chief_executive, reason="Too early")
    for later in (at, minute_from_now(60)):
        with clock.at(later):
            assert client.get(PAGE).status_code == 404
            assert list(Edition.objects.public()) == []


def test_a_draft_cannot_be_removed(moved, press_officer, chief_executive):
    draft = actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT)
    with pytest.raises(Refused, match="never public"):
        actions.remove(publication=draft.publication, by=chief_executive, reason="No")


def test_a_removed_text_gets_no_new_version(publication, press_officer, chief_executive, following):
    waiting = actions.submit(edition=following(publication), by=press_officer)
    assert list(Edition.objects.awaiting_approval_by(chief_executive)) == [waiting]
    actions.remove(publication=publication, by=chief_executive, reason="Wrong")
    assert list(Edition.objects.awaiting_approval_by(chief_executive)) == []
    with pytest.raises(Refused, match="was removed"):
        actions.approve(edition=waiting, by=chief_executive, seen=waiting.content_hash, public_from=None)
    with pytest.raises(Refused, match="removed already"):
        actions.remove(publication=publication, by=chief_executive, reason="Wrong")


def test_a_new_headline_leaves_a_public_text_at_its_address(publication, following, approved):
    approved(following(publication, title="Homes are opening"))
    publication.refresh_from_db()
    assert publication.path == PAGE


def test_a_moved_text_leads_from_every_old_address_to_the_current_one(moved, client, publication, press_officer):
    for slug in ("second", "third"):
        moved(publication, slug)
    for old in (PAGE, "/press/second/"):
        answer = client.get(old)
        assert (answer.status_code, answer.url) == (301, "/press/third/")
    assert client.get("/press/third/").status_code == 200


def test_a_text_that_moves_back_makes_no_loop(moved, client, publication, press_officer):
    moved(publication, "second")
    moved(publication, "homes-are-closing")
    assert client.get(PAGE).status_code == 200
    assert client.get("/press/second/").url == PAGE
    assert list(Redirect.objects.values_list("path", flat=True)) == ["/press/second/"]


def test_an_old_address_is_never_another_text_s(moved, publication, other, press_officer):
    moved(publication, "second")
    again = actions.start(kind="statement", by=press_officer, **CONTENT).publication
    assert again.path == "/press/homes-are-closing-2/"
    for slug in ("homes-are-closing", "second"):
        with pytest.raises(Refused, match="Another text has or had"):
            moved(other, slug)
    with pytest.raises(IntegrityError, match="publication_old_path_of_another"):
        Publication.objects.filter(pk=again.pk).update(path=PAGE)


def test_another_address_is_proposed_by_a_writer_and_approved_by_someone_else(
    client, signed_in, publication, press_officer, policy_officer, chief_executive
):
    with pytest.raises(PermissionDenied):
        actions.propose_move(publication=publication, by=chief_executive, slug="second")
    draft = actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT).publication
    with pytest.raises(Refused, match="follows the headline"):
        actions.propose_move(publication=draft, by=press_officer, slug="second")
    with pytest.raises(Refused, match="at this address already"):
        actions.propose_move(publication=publication, by=press_officer, slug="homes-are-closing")
    actions.propose_move(publication=publication, by=press_officer, slug="second")
    assert client.get(PAGE).status_code == 200
    assert client.get("/press/second/").status_code == 404
    assert OutboxMessage.objects.get(key__startswith="move:").user == chief_executive
    assert list(Publication.objects.proposed_for(chief_executive)) == [publication]
    for person in (press_officer, policy_officer):
        assert not Publication.objects.proposed_for(person).exists()
    assert "Another address: /press/second/" in text(signed_in(chief_executive).get("/dashboard/"))
    with pytest.raises(Refused, match="someone else must approve"):
        actions.approve_move(publication=publication, by=press_officer, seen="/press/second/")
    with pytest.raises(PermissionDenied):
        actions.approve_move(publication=publication, by=policy_officer, seen="/press/second/")
    with pytest.raises(Refused, match="changed or dropped"):
        actions.approve_move(publication=publication, by=chief_executive, seen="/press/other/")
    actions.drop_move(publication=publication, by=chief_executive)
    with pytest.raises(Refused, match="changed or dropped"):
        actions.approve_move(publication=publication, by=chief_executive, seen="/press/second/")


def test_an_address_that_was_taken_since_it_was_proposed_is_refused(publication, other, press_officer, chief_executive):
    for one in (publication, other):
        actions.propose_move(publication=one, by=press_officer, slug="second")
    actions.approve_move(publication=publication, by=chief_executive, seen="/press/second/")
    with pytest.raises(Refused, match="Another text has or had"):
        actions.approve_move(publication=other, by=chief_executive, seen="/press/second/")


def test_the_old_address_of_a_removed_text_says_that_it_was_removed(
    moved, client, publication, press_officer, chief_executive
):
    moved(publication, "second")
    actions.remove(publication=publication, by=chief_executive, reason="Wrong")
    assert client.get(PAGE).status_code == 410


def test_staff_withdraw_move_remove_and_restore_from_the_text_s_own_page(
    client, signed_in, publication, first, press_officer, chief_executive
):
    writer, approver = signed_in(press_officer), signed_in(chief_executive)
    page, address = f"/staff/texts/{first.pk}/", f"/staff/texts/publications/{publication.pk}/"
    assert "Start next version" in text(writer.get(page))
    assert "Start next version" not in text(approver.get(page))
    assert f"{address}withdraw/" in text(approver.get(page))
    refused = approver.post(f"{address}withdraw/", {"reason": ""})
    assert refused.status_code == 422
    assert "There is a problem" in text(refused)
    approver.post(f"{address}withdraw/", {"reason": "Wrong"})
    assert "Withdrawn" in text(writer.get(page))
    assert f"{address}reinstate/" in text(writer.get(page))
    approver.post(f"{address}reinstate/", {"reason": "Right after all"})
    assert "Withdrawn" not in text(writer.get(page))
    writer.post(f"{address}move/", {"slug": "Second"})
    assert "Another address is proposed" in text(approver.get(page))
    assert "Approve the new address" not in text(writer.get(f"{address}move/"))
    assert "Approve the new address" in text(approver.get(f"{address}move/"))
    approver.post(f"{address}move/approve/", {"seen": "/press/second/"})
    assert client.get(PAGE).url == "/press/second/"
    refused = approver.post(f"{address}remove/", {"reason": "Wrong", "redirect_to": "//elsewhere.example"})
    assert "beginning with one slash" in text(refused)
    approver.post(f"{address}remove/", {"reason": "Wrong", "redirect_to": "/press/"})
    assert client.get("/press/second/").url == "/press/"
    assert "Start next version" not in text(writer.get(page))
    approver.post(f"{address}restore/", {"reason": "A slip"})
    assert client.get("/press/second/").status_code == 200


def test_a_policy_text_moves_and_goes_in_the_same_way(client, policy_officer, chief_executive):
    edition = actions.start(kind="position_paper", by=policy_officer, **CONTENT)
    edition = actions.submit(edition=edition, by=policy_officer)
    actions.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
    publication = actions.propose_move(publication=edition.publication, by=policy_officer, slug="second")
    publication = actions.approve_move(publication=publication, by=chief_executive, seen="/policy/positions/second/")
    assert client.get("/policy/positions/homes-are-closing/").url == "/policy/positions/second/"
    actions.remove(publication=publication, by=chief_executive, reason="Wrong")
    assert client.get("/policy/positions/second/").status_code == 410
    assert client.get("/policy/responses/second/").status_code == 404


# --- withdrawn, removed, and back -----------------------------------------------------------------------------------


def test_a_corrected_version_is_without_the_notice_and_the_withdrawn_one_keeps_it(
    client, publication, chief_executive, following, approved
):
    withdrawn = actions.withdraw(publication=publication, by=chief_executive, reason="The figures were wrong")
    approved(following(publication, correction="It was 84 per cent."))
    assert "Withdrawn" not in text(client.get(PAGE))
    assert "Withdrawn" not in text(client.get("/press/feed.rss"))
    assert ": The figures were wrong" in text(client.get(f"{PAGE}versions/1/"))
    again = actions.withdraw(publication=publication, by=chief_executive, reason="Wrong again")
    withdrawn.refresh_from_db()
    assert (withdrawn.withdrawn_reason, again.number) == ("The figures were wrong", 2)


def test_a_withdrawal_is_lifted_with_a_reason_that_is_kept(client, publication, chief_executive):
    edition = actions.withdraw(publication=publication, by=chief_executive, reason="Wrong")
    with pytest.raises(Refused, match="Say why"):
        actions.reinstate(publication=publication, by=chief_executive, reason=" ")
    edition = actions.reinstate(publication=publication, by=chief_executive, reason="It was right")
    assert "Withdrawn" not in text(client.get(PAGE))
    reasons = [event.pgh_context.metadata["reason"] for event in edition.events.order_by("-pgh_id")[:2]]
    assert reasons == ["It was right", "Wrong"]
    with pytest.raises(Refused, match="not withdrawn"):
        actions.reinstate(publication=publication, by=chief_executive, reason="Twice")


def test_a_removed_text_is_restored_as_it_was_and_what_was_scheduled_waits_for_an_approval(
    client, publication, press_officer, chief_executive, following, approved
):
    later = approved(following(publication), minute_from_now())
    actions.remove(publication=publication, by=chief_executive, reason="Wrong", redirect_to="/press/")
    assert client.get(PAGE).status_code == 301
    publication = actions.restore(publication=publication, by=chief_executive, reason="A slip")
    assert client.get(PAGE).status_code == 200
    later.refresh_from_db()
    assert later.state == "draft"
    with clock.at(minute_from_now(60)):
        assert [edition.number for edition in Edition.objects.public()] == [1]
    with pytest.raises(Refused, match="not removed"):
        actions.restore(publication=publication, by=chief_executive, reason="Twice")
    assert publication.events.latest("pgh_id").pgh_context.metadata["reason"] == "A slip"


@pytest.mark.parametrize("act", [actions.reinstate, actions.restore])
def test_putting_back_needs_the_right_to_approve(publication, policy_officer, act):
    with pytest.raises(PermissionDenied):
        act(publication=publication, by=policy_officer, reason="Wrong")


# --- taken back and discarded ---------------------------------------------------------------------------------------


def test_a_scheduled_version_is_taken_back_while_the_next_is_a_draft(
    client, press_officer, approved, following, publication
):
    at = minute_from_now()
    scheduled = approved(following(publication, title="Second", correction="It was 84 per cent."), at)
    draft = following(publication, title="Third")
    left = actions.pull(edition=scheduled, by=press_officer, reason="The report is late")
    assert (left.pk, left.number, left.title) == (draft.pk, 2, "Third")
    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.number, scheduled.public_during) == ("discarded", None, None)
    assert not publication.corrections.exists()
    with clock.at(at):
        assert "Homes are closing" in text(client.get(PAGE))
    approved(left)
    assert "Third" in text(client.get(PAGE))


@pytest.mark.parametrize("act", ["pull", "publish-now", "remove"])
def test_a_correction_whose_time_comes_in_that_very_instant_stays_and_the_page_says_so(
    signed_in, press_officer, chief_executive, approved, following, act
):
    """The clock says an instant before; the trigger that keeps what was read has one of its own."""
    yesterday = timezone.now().replace(second=0, microsecond=0) - timedelta(days=1)
    with clock.at(yesterday):
        publication = approved(actions.start(kind="statement", by=press_officer, **CONTENT)).publication
        at = yesterday + timedelta(hours=1)
        scheduled = approved(following(publication, title="Second", correction="It was 84 per cent."), at)
    about = f"publications/{publication.pk}" if act == "remove" else scheduled.pk
    with clock.at(at - timedelta(milliseconds=1)):
        answer = signed_in(chief_executive).post(f"/staff/texts/{about}/{act}/", {"reason": "The report is late"})
    assert answer.status_code == 422
    assert "Its time came at this very moment: it is public." in text(answer)
    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.public_from) == ("approved", at)
    assert publication.corrections.count() == 1


def test_a_first_version_is_taken_back_with_all_that_follow_it(press_officer, approved, following):
    first = approved(actions.start(kind="statement", by=press_officer, **CONTENT), minute_from_now(10))
    second = approved(following(first.publication, title="Second"), minute_from_now(20))
    third = following(first.publication, title="Third")
    left = actions.pull(edition=first, by=press_officer, reason="Not true")
    assert (left.pk, left.number, left.change_note) == (third.pk, 1, "")
    assert {edition.state for edition in Edition.objects.filter(pk__in=[first.pk, second.pk])} == {"discarded"}
    first.publication.refresh_from_db()
    assert first.publication.first_public_at is None
    with clock.at(minute_from_now(60)):
        assert not Edition.objects.public().exists()
    assert approved(left).number == 1


def test_the_author_takes_the_own_text_back_and_needs_another_to_send_it_out_again(
    signed_in, press_officer, chief_executive, policy_officer, approved
):
    scheduled = approved(actions.start(kind="statement", by=press_officer, **CONTENT), minute_from_now(10))
    with pytest.raises(PermissionDenied):
        actions.pull(edition=scheduled, by=policy_officer, reason="No")
    with pytest.raises(Refused, match="Say why"):
        actions.pull(edition=scheduled, by=press_officer, reason=" ")
    author, page = signed_in(press_officer), f"/staff/texts/{scheduled.pk}/"
    assert f"{page}pull/" in text(author.get(page))
    assert author.post(f"{page}pull/", {"reason": ""}).status_code == 422
    author.post(f"{page}pull/", {"reason": "A wrong name"})
    scheduled.refresh_from_db()
    assert scheduled.state == "draft"
    again = actions.submit(edition=scheduled, by=press_officer)
    with pytest.raises(Refused, match="someone else must approve"):
        actions.approve(edition=again, by=press_officer, seen=again.content_hash, public_from=None)


def test_a_first_draft_is_discarded_frees_its_address_and_is_begun_again(signed_in, press_officer, chief_executive):
    draft = actions.start(kind="statement", by=press_officer, **CONTENT)
    author, page = signed_in(press_officer), f"/staff/texts/{draft.pk}/"
    assert "What will happen" in text(author.get(f"{page}discard/"))
    author.post(f"{page}discard/")
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("discarded", None)
    assert "Homes are closing" in text(author.get(f"/staff/texts/publications/{draft.publication_id}/history/"))
    with pytest.raises(Refused):
        actions.edit(edition=draft, by=press_officer, **CONTENT)
    other = actions.start(kind="statement", by=press_officer, **CONTENT)
    assert other.publication.path == PAGE
    assert "Start a draft again" in text(author.get(page))
    author.post(f"{page}draft-again/")
    again = draft.publication.editions.get(number=1)
    assert (again.title, again.publication.path) == (draft.title, "/press/homes-are-closing-2/")
    with pytest.raises(Refused, match="has been started"):
        actions.draft_again(edition=draft, by=press_officer)


def test_the_next_version_is_discarded_and_readers_see_the_last(client, publication, press_officer, following):
    draft = following(publication, title="Second")
    actions.discard_draft(edition=draft, by=press_officer)
    assert "Homes are closing" in text(client.get(PAGE))
    assert following(publication, title="Third").number == 2
    with pytest.raises(Refused, match="discard"):
        actions.discard_draft(edition=publication.editions.get(number=1), by=press_officer)


# --- whatever readers see is what was approved ------------------------------------------------------------------------


def test_a_contact_is_named_as_approved_and_reached_as_of_today(
    client, press_contact, press_officer, approved, following
):
    first = approved(actions.start(kind="statement", by=press_officer, contact=press_contact, **CONTENT))
    press_contact.name, press_contact.telephone = "Somebody Else", "01632 960777"
    press_contact.save()
    page = text(client.get(PAGE))
    assert "Somebody Else" not in page
    assert "<p>Jo<br>" in page
    assert "01632 960777" in page
    approved(following(first.publication))
    assert "Somebody Else" in text(client.get(PAGE))


def test_an_approval_is_void_when_the_contact_was_renamed_after_it_was_read(
    press_contact, press_officer, chief_executive
):
    edition = actions.submit(edition=actions.start(kind="statement", by=press_officer, **CONTENT), by=press_officer)
    seen = edition.content_hash
    press_contact.name = "Somebody Else"
    press_contact.save()
    with pytest.raises(Refused, match="changed after you opened it"):
        actions.approve(edition=edition, by=chief_executive, seen=seen, public_from=None)


def test_staff_read_when_a_text_was_withdrawn_and_not_when_it_was_published(
    signed_in, first, chief_executive, press_officer
):
    at = minute_from_now(60 * 24 * 3)
    with clock.at(at):
        actions.withdraw(publication=first.publication, by=chief_executive, reason="Wrong")
    page = text(signed_in(press_officer).get(f"/staff/texts/{first.pk}/"))
    assert f"Withdrawn</span> {moment(at)}" in page
    with clock.at(at + timedelta(days=1)):
        actions.remove(publication=first.publication, by=chief_executive, reason="Wrong")
    page = text(signed_in(press_officer).get("/staff/texts/"))
    assert f"Removed</span> {moment(at + timedelta(days=1))}" in page
