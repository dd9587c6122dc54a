"""Withdrawn, removed, moved: what readers get at an address that they know."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from publishing import actions, clock
from publishing.models import Edition, Publication, Redirect
from publishing.workflow import Refused
from tests.publishing.conftest import CONTENT, minute_from_now

PAGE = "/press/homes-are-closing/"
EXITS = ["/", "/press/", "/press/feed.rss", "/press/feed.atom", "/press/?q=closing", "/policy/", "/policy/feed.atom"]


def text(answer):
    return answer.content.decode()


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
    publication.refresh_from_db()
    assert publication.events.latest("pgh_id").pgh_context.metadata["reason"] == "The figures were wrong"


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
def test_the_database_keeps_time_and_reason_together(publication, name, field):
    value = minute_from_now() if field == "at" else "Wrong"
    with pytest.raises(IntegrityError, match=f"publication_{name}_with_reason"):
        Publication.objects.filter(pk=publication.pk).update(**{f"{name}_{field}": value})


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


def test_removed_texts_never_lead_back_to_each_other(publication, other, press_officer, chief_executive):
    with pytest.raises(Refused, match="leads back"):
        actions.remove(publication=publication, by=chief_executive, reason="Twice", redirect_to=PAGE)
    actions.move(publication=publication, by=press_officer, slug="shorter")
    actions.remove(publication=other, by=chief_executive, reason="Twice", redirect_to=PAGE)
    with pytest.raises(Refused, match="leads back"):
        actions.remove(publication=publication, by=chief_executive, reason="Twice", redirect_to=other.path)


def test_a_scheduled_text_that_is_called_off_was_never_there(client, press_officer, chief_executive, approved):
    at = minute_from_now()
    waiting = approved(actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT), at)
    actions.remove(publication=waiting.publication, by=chief_executive, reason="Too early")
    for moment in (at, minute_from_now(60)):
        with clock.at(moment):
            assert client.get(PAGE).status_code == 404
            assert list(Edition.objects.public()) == []


def test_a_draft_cannot_be_removed(press_officer, chief_executive):
    draft = actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT)
    with pytest.raises(Refused, match="never approved"):
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


def test_a_moved_text_leads_from_every_old_address_to_the_current_one(client, publication, press_officer):
    for slug in ("second", "third"):
        actions.move(publication=publication, by=press_officer, slug=slug)
    for old in (PAGE, "/press/second/"):
        answer = client.get(old)
        assert (answer.status_code, answer.url) == (301, "/press/third/")
    assert client.get("/press/third/").status_code == 200


def test_a_text_that_moves_back_makes_no_loop(client, publication, press_officer):
    actions.move(publication=publication, by=press_officer, slug="second")
    actions.move(publication=publication, by=press_officer, slug="homes-are-closing")
    assert client.get(PAGE).status_code == 200
    assert client.get("/press/second/").url == PAGE
    assert list(Redirect.objects.values_list("path", flat=True)) == ["/press/second/"]


def test_an_old_address_is_never_another_text_s(publication, other, press_officer):
    actions.move(publication=publication, by=press_officer, slug="second")
    again = actions.start(kind="statement", by=press_officer, **CONTENT).publication
    assert again.path == "/press/homes-are-closing-2/"
    for slug in ("homes-are-closing", "second"):
        with pytest.raises(Refused, match="Another text has or had"):
            actions.move(publication=other, by=press_officer, slug=slug)
    with pytest.raises(IntegrityError, match="publication_old_path_of_another"):
        Publication.objects.filter(pk=again.pk).update(path=PAGE)


def test_moving_is_for_writers_and_for_texts_that_were_public(publication, press_officer, chief_executive):
    with pytest.raises(PermissionDenied):
        actions.move(publication=publication, by=chief_executive, slug="second")
    draft = actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT).publication
    with pytest.raises(Refused, match="follows the headline"):
        actions.move(publication=draft, by=press_officer, slug="second")


def test_the_old_address_of_a_removed_text_says_that_it_was_removed(
    client, publication, press_officer, chief_executive
):
    actions.move(publication=publication, by=press_officer, slug="second")
    actions.remove(publication=publication, by=chief_executive, reason="Wrong")
    assert client.get(PAGE).status_code == 410


def test_staff_withdraw_move_and_remove_on_the_text_s_own_page(
    client, signed_in, publication, first, press_officer, chief_executive
):
    writer, approver = signed_in(press_officer), signed_in(chief_executive)
    page, address = f"/staff/texts/{first.pk}/", f"/staff/texts/publications/{publication.pk}/"
    assert "Start next version" in text(writer.get(page))
    assert "Start next version" not in text(approver.get(page))
    refused = approver.post(f"{address}withdraw/", {"withdraw-reason": ""})
    assert refused.status_code == 422
    assert "There is a problem" in text(refused)
    approver.post(f"{address}withdraw/", {"withdraw-reason": "Wrong"})
    assert "Withdrawn" in text(writer.get(page))
    assert "has or had" not in text(writer.post(f"{address}move/", {"slug": "Second"}, follow=True))
    assert client.get(PAGE).url == "/press/second/"
    refused = approver.post(
        f"{address}remove/", {"remove-reason": "Wrong", "remove-redirect_to": "//elsewhere.example"}
    )
    assert "beginning with one slash" in text(refused)
    approver.post(f"{address}remove/", {"remove-reason": "Wrong", "remove-redirect_to": "/press/"})
    assert client.get("/press/second/").url == "/press/"
    assert "Start next version" not in text(writer.get(page))


def test_a_policy_text_moves_and_goes_in_the_same_way(client, policy_officer, chief_executive):
    edition = actions.start(kind="position_paper", by=policy_officer, **CONTENT)
    edition = actions.submit(edition=edition, by=policy_officer)
    actions.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
    publication = actions.move(publication=edition.publication, by=policy_officer, slug="second")
    assert client.get("/policy/positions/homes-are-closing/").url == "/policy/positions/second/"
    actions.remove(publication=publication, by=chief_executive, reason="Wrong")
    assert client.get("/policy/positions/second/").status_code == 410
    assert client.get("/policy/responses/second/").status_code == 404
