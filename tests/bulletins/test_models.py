"""What the database itself refuses and guarantees."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from bulletins.models import Bulletin, Delivery, DeliveryEvent, DeliveryPart, Subscriber

pytestmark = pytest.mark.django_db


def refuses(name):
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize(
    ("model", "readers"),
    [
        (Bulletin, ["membership_manager", "chief_executive"]),
        (Delivery, ["membership_manager", "chief_executive"]),
        (Subscriber, ["membership_manager"]),
    ],
)
def test_rows_are_visible_to_those_who_write_or_approve_and_to_nobody_else(request, approved, model, readers):
    Subscriber.objects.create(email="ada@charity.example")
    for person in ("membership_manager", "chief_executive", "press_officer", "owner"):
        visible = model.objects.visible_to(request.getfixturevalue(person))
        assert visible.exists() == (person in readers), person
    assert not model.objects.visible_to(AnonymousUser()).exists()


def test_counts_must_add_up(approved):
    with refuses("bulletin_counts_add_up"), transaction.atomic():
        Bulletin.objects.update(prepared=2)


def test_only_an_approved_bulletin_has_gone_further(draft):
    with refuses("bulletin_approved_has_time"), transaction.atomic():
        Bulletin.objects.update(state="sending")


def test_a_sent_bulletin_says_since_when(approved):
    with refuses("bulletin_sent_has_time"), transaction.atomic():
        Bulletin.objects.update(state="sent")


def test_an_address_has_one_copy(approved):
    first, second, _ = approved.deliveries.order_by("seq")
    with refuses("delivery_one_copy_an_address"), transaction.atomic():
        Delivery.objects.filter(pk=second.pk).update(email_norm=first.email_norm)


def test_a_place_in_the_order_is_taken_once(approved):
    with refuses("delivery_seq_once"), transaction.atomic():
        Delivery.objects.filter(seq=2).update(seq=1)


def test_a_state_has_the_time_that_belongs_to_it(approved):
    with refuses("delivery_retry_has_time"), transaction.atomic():
        Delivery.objects.update(state=Delivery.State.RETRY)
    with refuses("delivery_accepted_has_time"), transaction.atomic():
        Delivery.objects.update(accepted_at=timezone.now())


def test_no_row_is_in_two_parts_that_are_not_done(approved):
    part = DeliveryPart.objects.get()
    again = {"bulletin": approved, "route": part.route, "seq_lo": 2, "seq_hi": 2}
    with refuses("part_rows_once"), transaction.atomic():
        DeliveryPart.objects.create(**again)
    DeliveryPart.objects.update(state="done")
    DeliveryPart.objects.create(**again)


@pytest.mark.parametrize("operation", ["update", "delete"])
def test_what_happened_is_never_rewritten(approved, operation):
    event = DeliveryEvent.objects.create(delivery=approved.deliveries.first(), kind="uncertain")
    rows = DeliveryEvent.objects.filter(pk=event.pk)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        rows._raw_delete("default") if operation == "delete" else rows.update(detail="otherwise")


def test_a_person_s_erasure_leaves_the_row(approved, members):
    members[0].delete()
    assert approved.deliveries.get(seq=1).user is None


def test_a_subscriber_s_address_is_in_lower_case():
    with refuses("subscriber_email_in_lower_case"), transaction.atomic():
        Subscriber.objects.create(email="Ada@charity.example")


def test_a_result_stays_within_its_page():
    """An update is cheap (HOT) where there is room in the page and no index knows a column that it changes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'bulletins_delivery'")
        assert cursor.fetchone() == (["fillfactor=80"],)
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'bulletins_delivery'")
        assert not [index for (index,) in cursor.fetchall() if "state" in index]
