"""Mail that cannot be sent stands before whoever caused it."""

import pytest
from django.utils import timezone

from jobs.models import FailedItem
from outbox.actions import queue_email
from outbox.models import OutboxMessage
from people import failed_items
from tests.conftest import make_person
from tests.reading import text

pytestmark = pytest.mark.django_db
TITLE = "Mail that could not be sent"


def fail(mail: OutboxMessage, **facts) -> FailedItem:
    """As it stands after three days."""
    values = {"failed_at": timezone.now(), "last_error": "The mail server said that there is no such address."}
    values |= {"first_failed_at": timezone.now(), "attempts": 23, "next_attempt_at": None}
    return FailedItem.objects.create(job="send-outbox", item=str(mail.pk), **{**values, **facts})


@pytest.fixture
def invitation(signed_in, owner, provider) -> OutboxMessage:
    page = f"/providers/{provider.pk}/people/"
    assert signed_in(owner).post(page, {"email": "gwen@hazlebank.example", "role": "colleague"}).status_code == 302
    return OutboxMessage.objects.get(key__startswith="invitation:")


def test_whoever_caused_it_sees_it_until_it_is_tried_again(invitation, signed_in, owner):
    administrator = make_person("admin@association.example", "administrator")
    page = signed_in(owner)
    assert TITLE not in text(page.get("/dashboard/"))
    failed = fail(invitation)
    shown = text(page.get("/dashboard/"))
    assert TITLE in shown
    assert "portal” to gwen@hazlebank.example" in shown
    assert failed.last_error in shown
    failed_items.try_again(failed=failed, by=administrator)
    assert TITLE not in text(page.get("/dashboard/"))


def test_nobody_else_sees_it(invitation, signed_in, provider, membership_manager):
    fail(invitation)
    for person in (make_person("second@hazelbank.example", "owner", provider), membership_manager):
        assert TITLE not in text(signed_in(person).get("/dashboard/"))


def test_what_still_has_time_or_was_put_aside_or_is_called_off_is_not_there(invitation, signed_in, owner):
    failed = fail(invitation, failed_at=None, next_attempt_at=timezone.now())
    assert TITLE not in text(signed_in(owner).get("/dashboard/"))
    FailedItem.objects.filter(pk=failed.pk).update(failed_at=timezone.now(), next_attempt_at=None)
    assert TITLE in text(signed_in(owner).get("/dashboard/"))
    failed_items.dismiss(failed=failed, by=make_person("admin@association.example", "administrator"))
    assert TITLE not in text(signed_in(owner).get("/dashboard/"))
    FailedItem.objects.filter(pk=failed.pk).update(dismissed_at=None, dismissed_by=None)
    OutboxMessage.objects.update(dropped_at=timezone.now(), dropped_reason="The invitation was withdrawn.")
    assert TITLE not in text(signed_in(owner).get("/dashboard/"))


def test_a_name_of_an_account_is_not_told(signed_in, owner, membership_manager, invitation):
    mail = queue_email(key="test:1", user=membership_manager, subject="Asked", text="-")
    OutboxMessage.objects.filter(pk=mail.pk).update(caused_by=owner)
    fail(mail)
    shown = text(signed_in(owner).get("/dashboard/"))
    assert "“Asked”" in shown
    assert membership_manager.email not in shown


def test_mail_of_a_job_has_nobody(db, owner):
    assert queue_email(key="test:2", user=owner, subject="Asked", text="-").caused_by is None


def test_who_keeps_members_reads_which_reminders_failed_and_to_whom(signed_in, owner, membership_manager):
    fail(queue_email(key="renewal-reminder:1:2:3", user=owner, subject="Renew", text="-"))
    fail(queue_email(key="test:1", user=owner, subject="Of another job", text="-"))
    shown = text(signed_in(membership_manager).get("/dashboard/"))
    assert f"“Renew” to {owner}" in shown
    assert "Of another job" not in shown
    assert TITLE not in text(signed_in(owner).get("/dashboard/"))


def test_of_many_the_rest_is_counted(signed_in, membership_manager, owner):
    for number in range(8):
        fail(queue_email(key=f"invoice-reminder:{number}:2:3", user=owner, subject="Pay", text="-"))
    shown = text(signed_in(membership_manager).get("/dashboard/"))
    assert (shown.count("“Pay”"), "And 2 more." in shown) == (6, True)
