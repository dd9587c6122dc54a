"""What was prepared at approval is asked again before each copy: the texts picked, and who still gets it."""

import pytest

from bulletins import actions, sending
from bulletins.models import Bulletin, Delivery, MailRoute, Subscriber
from people.models import User
from publishing import actions as publishing
from publishing.workflow import Refused
from tests.bulletins.conftest import CONTENT
from tests.bulletins.test_sending import FIRST, SECOND, THIRD, after_message, row, send, states

pytestmark = pytest.mark.django_db

STATEMENT = {
    "title": "What we said",
    "summary": "In short, what we say to this and why it matters.",
    "body": "<p>At length.</p>",
}
REASON = "It named someone"


@pytest.fixture
def second_text(press_officer, chief_executive):
    edition = publishing.start(kind="statement", by=press_officer, **STATEMENT)
    edition = publishing.submit(edition=edition, by=press_officer)
    return publishing.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)


@pytest.fixture
def pointing(membership_manager, chief_executive, members, published):
    """A function: an approved bulletin that points to these texts."""

    def make(*editions):
        picks = [edition.publication_id for edition in editions]
        bulletin = actions.start(by=membership_manager, picks=picks, **CONTENT)
        bulletin = actions.submit(bulletin=bulletin, by=membership_manager)
        return actions.approve(bulletin=bulletin, by=chief_executive, seen=bulletin.content_hash)

    return make


def remove(edition, by):
    publishing.remove(publication=edition.publication, by=by, reason=REASON)


def words(mail_server, address) -> str:
    (message,) = [message for recipient, message in mail_server.taken if recipient == address]
    return message.get_body(("plain",)).get_content()


def page_of(bulletin, client) -> str:
    return client.get(bulletin.get_absolute_url()).content.decode()


def test_a_text_removed_between_approval_and_sending_does_not_go_out(
    pointing, published, second_text, chief_executive, mail_server, signed_in
):
    bulletin = pointing(published, second_text)
    remove(published, chief_executive)
    assert "“Homes are closing”</li>" in page_of(bulletin, signed_in(chief_executive))
    assert send(bulletin).state == "sent"
    for address in (FIRST, SECOND, THIRD):
        assert "Homes are closing" not in words(mail_server, address)
        assert "What we said" in words(mail_server, address)
    said = "“Homes are closing”: 3 copies went out without it, 0 with it"
    assert said in page_of(bulletin, signed_in(chief_executive))


@pytest.mark.parametrize("how", ["remove", "withdraw"])
def test_a_text_taken_away_in_the_middle_is_not_in_the_copies_after(
    pointing, published, second_text, chief_executive, mail_server, monkeypatch, signed_in, how
):
    bulletin = pointing(published, second_text)
    take_away = getattr(publishing, how)
    after_message(
        monkeypatch, 1, lambda: take_away(publication=published.publication, by=chief_executive, reason=REASON)
    )
    assert send(bulletin).state == "sent"
    assert "Homes are closing" in words(mail_server, FIRST)
    assert "Homes are closing" not in words(mail_server, SECOND) + words(mail_server, THIRD)
    assert row(FIRST).variant != row(SECOND).variant == row(THIRD).variant
    assert "2 copies went out without it, 1 with it" in page_of(bulletin, signed_in(chief_executive))


def test_a_headline_that_was_corrected_in_the_middle_is_the_new_one_after(
    pointing, published, press_officer, chief_executive, mail_server, monkeypatch
):
    bulletin = pointing(published)

    def correct():
        edition = publishing.start_next(publication=published.publication, by=press_officer)
        new = {"title": "Homes are opening", "summary": edition.summary, "body": edition.body, "is_minor": True}
        edition = publishing.edit(edition=edition, by=press_officer, **new)
        edition = publishing.submit(edition=edition, by=press_officer)
        publishing.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)

    after_message(monkeypatch, 1, correct)
    send(bulletin)
    assert "Homes are closing" in words(mail_server, FIRST)
    assert "Homes are opening" in words(mail_server, THIRD)


def test_a_bulletin_left_without_any_text_stops_before_a_person_who_may_go_on(
    pointing, published, chief_executive, mail_server, signed_in
):
    bulletin = pointing(published)
    remove(published, chief_executive)
    bulletin = send(bulletin)
    assert (bulletin.state, mail_server.taken) == ("stopped_by_errors", [])
    assert bulletin.last_reason == "None of the texts that it points to is public any more"
    page = page_of(bulletin, signed_in(chief_executive))
    assert "None of the texts that it points to is public any more, so it was stopped" in page
    assert "Go on without them" in page
    assert send(actions.resume(bulletin=bulletin, by=chief_executive)).state == "sent"
    assert "New on our site" not in words(mail_server, FIRST)


def test_a_text_that_comes_back_is_in_it_again(pointing, published, second_text, chief_executive, mail_server):
    bulletin = pointing(published, second_text)
    remove(published, chief_executive)
    type(published.publication).objects.update(removed_at=None, removed_reason="", removed_by=None)
    send(bulletin)
    assert "Homes are closing" in words(mail_server, FIRST)
    assert bulletin.variants.count() == 1


def test_who_left_or_closed_the_account_meanwhile_gets_none(approved, members, mail_server):
    members[0].roles.update(ends_on=members[0].roles.get().starts_on)
    User.objects.filter(pk=members[1].pk).update(is_active=False)
    bulletin = send(approved)
    assert states(bulletin) == ["LEFT", "LEFT", "ACCEPTED"]
    assert (mail_server.recipients, bulletin.state) == ([THIRD], "sent")


def test_a_provider_whose_membership_ended_meanwhile_gets_none(approved, members, mail_server):
    members[0].roles.get().provider.terms.update(resigned_on="2026-01-01")
    assert states(send(approved)) == ["LEFT", "ACCEPTED", "ACCEPTED"]


def test_a_subscriber_who_is_still_one_gets_it_and_one_who_is_not_gets_none(
    membership_manager, chief_executive, mail_server
):
    for number in (1, 2):
        email = f"reader{number}@reader.example"
        actions.subscribe(email=email, name="", source="Wrote to us", by=membership_manager)
    bulletin = actions.start(by=membership_manager, **CONTENT | {"audience": "subscribers"})
    bulletin = actions.submit(bulletin=bulletin, by=membership_manager)
    bulletin = actions.approve(bulletin=bulletin, by=chief_executive, seen=bulletin.content_hash)
    bulletin_rows = bulletin.deliveries.order_by("seq")
    Subscriber.objects.filter(email="reader1@reader.example").delete()
    send(bulletin)
    assert [Delivery.State(each.state).name for each in bulletin_rows] == ["LEFT", "ACCEPTED"]


def test_a_row_whose_mail_cannot_be_made_holds_up_nobody(approved, mail_server):
    Delivery.objects.filter(email=SECOND).update(merge={})
    bulletin = send(approved)
    assert (bulletin.state, states(bulletin)) == ("sent", ["ACCEPTED", "FAILED", "ACCEPTED"])
    assert row(SECOND).reply.startswith("A fault of the portal: KeyError")


@pytest.mark.slow
def test_after_an_outage_of_two_days_every_copy_goes_out_once_and_in_order(approved, mail_server, settings):
    working = settings.MAILERS
    nobody = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 1}}
    settings.MAILERS = working | {"bulletins": nobody}
    for _ in range(2 * 24 * 6):  # every ten minutes at least
        MailRoute.objects.update(blocked_until=None)
        sending.send(approved.pk)
    assert row(FIRST).attempts == 0
    settings.MAILERS = working
    MailRoute.objects.update(blocked_until=None)
    assert send(approved).state == "sent"
    assert mail_server.recipients == [FIRST, SECOND, THIRD]
    assert MailRoute.objects.get().failures == 0


def test_copies_that_failed_are_tried_again_when_a_person_says_so(approved, mail_server, chief_executive, signed_in):
    mail_server.at_dot[SECOND] = ["554 5.7.1 no"]
    mail_server.at_recipient[THIRD] = ["550 5.1.1 no such user"]
    bulletin = send(approved)
    assert states(bulletin) == ["ACCEPTED", "FAILED", "FAILED"]
    client = signed_in(chief_executive)
    assert "Try the 1 that failed again" in page_of(bulletin, client)
    client.post(f"{bulletin.get_absolute_url()}try-again/")
    assert send(bulletin).state == "sent"
    assert states(bulletin) == ["ACCEPTED", "ACCEPTED", "FAILED"], "an address that fails is not written to again"
    assert mail_server.recipients == [FIRST, SECOND]
    with pytest.raises(Refused):
        actions.try_again(bulletin=bulletin, by=chief_executive)
    assert Bulletin.objects.get().state == "sent"
