"""Complaints about personal data: the days of the law, who reads them, what their writer is told, and each way back."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted, send_outbox
from people.complaints import actions
from people.complaints.clock import acknowledge_by, due_on
from people.models import Complaint, ComplaintStep
from tests.conftest import make_person
from tests.reading import text

FORM = "/data-protection/complain/"
WROTE = {
    "about": "wrong",
    "words": "You have my old name.",
    "wanted": "",
    "name": "Huw Parry",
    "email": "huw@x.example",
}
BY_LETTER = {"way": "letter", "about": "mail", "words": "Stop.", "name": "Ann Ellis", "reach": "1 Quay St"}


@pytest.fixture(autouse=True)
def _no_counts_of_others(db):
    cache.clear()


@pytest.fixture
def trustee(db):
    return make_person("trustee@association.example", "data_protection_trustee")


@pytest.fixture
def complaint(trustee):
    return actions.take(**WROTE)


def of(complaint) -> Complaint:
    return Complaint.objects.with_last_word().get(pk=complaint.pk)


@pytest.mark.parametrize(
    ("received", "told", "due"),
    [
        (date(2026, 6, 19), None, date(2026, 7, 18)),  # the thirtieth day, the day of receipt being the first
        (date(2026, 6, 19), date(2026, 6, 20), date(2026, 7, 20)),
        (date(2028, 2, 1), None, date(2028, 3, 1)),  # a leap year
    ],
)
def test_the_days_of_the_law(received, told, due):
    assert due_on(received, told) == due
    assert told or acknowledge_by(received) == due


def test_a_stranger_complains_and_is_acknowledged_once_the_mail_has_left(client, trustee, mail_server):
    assert "We have your complaint" in text(client.post(FORM, WROTE, follow=True))
    complaint = Complaint.objects.get()
    assert (of(complaint).state, of(complaint).due_on) == (
        "To be acknowledged",
        timezone.localdate() + timedelta(days=29),
    )
    told = OutboxMessage.objects.get(key=f"complaint-new:{complaint.pk}:{trustee.pk}")
    for mail in OutboxMessage.objects.all():
        assert "old name" not in mail.text
        assert "Huw" not in mail.text
    assert f"/staff/complaints/{complaint.pk}/" in told.text
    send_outbox()
    assert (of(complaint).state, of(complaint).acknowledged) == ("To be answered", timezone.localdate())
    assert of(complaint).due_on == timezone.localdate() + timedelta(days=30)


def test_who_is_signed_in_is_known_and_types_their_name_no_second_time(signed_in, owner):
    page = signed_in(owner).get(FORM)
    assert f'value="{owner.email}"' in page.content.decode()
    signed_in(owner).post(FORM, WROTE)
    assert Complaint.objects.get().user == owner


def test_half_a_complaint_keeps_what_was_typed(client):
    page = client.post(FORM, WROTE | {"email": ""})
    assert page.status_code == 422
    assert "You have my old name." in text(page)
    assert not Complaint.objects.exists()


def test_what_a_machine_fills_in_leaves_nothing_and_too_many_are_stopped(client):
    client.post(FORM, WROTE | {"homepage": "https://spam.example"})
    assert not Complaint.objects.exists()
    answers = [client.post(FORM, WROTE) for _ in range(20)]
    assert answers[-1].status_code == 429
    assert "You have my old name." in text(answers[-1])


def test_without_anyone_to_answer_administrators_learn_that_it_came_and_nothing_more(signed_in):
    admin = make_person("admin@association.example", "administrator")
    complaint = actions.take(**WROTE)
    mail = OutboxMessage.objects.get(user=admin)
    assert "Nobody has the role" in mail.text
    assert signed_in(admin).get(complaint.get_absolute_url()).status_code == 403
    assert no_longer_wanted(mail) == ""
    actions.close(complaint=complaint, outcome="withdrawn", words="As you asked.", by=_trustee())
    assert no_longer_wanted(mail) == "It was answered."


def _trustee():
    return make_person("later@association.example", "data_protection_trustee")


@pytest.mark.parametrize("role", ["administrator", "membership_manager", "chief_executive", "press_officer"])
def test_nobody_else_reads_or_writes_one(signed_in, complaint, role):
    other = make_person("other@association.example", role)
    assert signed_in(other).get("/staff/complaints/").status_code == 403
    assert not Complaint.objects.visible_to(other).exists()
    with pytest.raises(PermissionDenied):
        actions.note(complaint=complaint, words="Hm.", by=other)
    with pytest.raises(PermissionDenied):
        actions.take(entered_by=other, **BY_LETTER)


def test_the_database_and_its_history_hold_no_word_of_it(complaint, trustee):
    actions.close(complaint=complaint, outcome="upheld", words="Put right.", by=trustee)
    with connection.cursor() as cursor:
        for table in ("people_complaint", "people_complaintevent", "people_complaintstep"):
            cursor.execute(f"SELECT string_agg(t::text, '') FROM {table} t")
            rows = cursor.fetchone()[0]
            assert [word for word in ("old name", "Huw", "x.example", "Put right") if word in rows] == []
    assert "gAAAA" not in str(Complaint.events.rel.related_model.objects.values().first()), "nor a cipher, in history"


def test_what_came_by_letter_is_kept_with_its_day_and_acknowledged_by_letter(signed_in, trustee):
    client, came = signed_in(trustee), timezone.localdate() - timedelta(days=31)
    client.post("/staff/complaints/new/", BY_LETTER | {"received_on": str(came)})
    complaint = Complaint.objects.get()
    assert of(complaint).is_late
    assert not OutboxMessage.objects.exists(), "no address, and who kept it knows"
    page = f"{complaint.get_absolute_url()}acknowledge/"
    assert "before the complaint came" in text(
        client.post(page, {"on": str(came - timedelta(days=1)), "words": "Letter"})
    )
    assert "still to come" in text(
        client.post(page, {"on": str(timezone.localdate() + timedelta(days=1)), "words": "L"})
    )
    client.post(page, {"on": str(timezone.localdate()), "words": "By letter"})
    assert not of(complaint).is_late
    client.post(f"{complaint.get_absolute_url()}not-acknowledged/")
    assert of(complaint).is_late
    kinds = complaint.steps.values_list("kind", flat=True)
    assert list(kinds) == ["acknowledged", "unacknowledged"]


def test_one_that_nobody_could_answer_is_not_kept(signed_in, trustee):
    today = str(timezone.localdate())
    page = signed_in(trustee).post("/staff/complaints/new/", BY_LETTER | {"reach": "", "received_on": today})
    assert page.status_code == 422
    assert "we must answer" in text(page)
    with pytest.raises(DatabaseError, match="complaint_can_be_answered"), transaction.atomic():
        Complaint.objects.create(about="mail", words="Stop.", name="Ann")


def test_it_comes_from_no_day_to_come(signed_in, trustee):
    tomorrow = str(timezone.localdate() + timedelta(days=1))
    page = signed_in(trustee).post("/staff/complaints/new/", BY_LETTER | {"received_on": tomorrow})
    assert "still to come" in text(page)
    assert not Complaint.objects.exists()


def test_they_are_told_how_it_stands_and_no_copy_of_the_words_is_left_in_the_outbox(
    signed_in, complaint, trustee, mail_server
):
    signed_in(trustee).post(
        complaint.get_absolute_url(), {"step-kind": "told", "step-words": "We asked Hazel Bank Care."}
    )
    step = ComplaintStep.objects.get()
    assert "We asked" in OutboxMessage.objects.get(key=f"complaint-told:{step.pk}").text
    send_outbox()
    assert OutboxMessage.objects.get(key=f"complaint-told:{step.pk}").text == ""
    signed_in(trustee).post(complaint.get_absolute_url(), {"step-kind": "noted", "step-words": "They answered."})
    assert complaint.steps.count() == 2
    assert OutboxMessage.objects.filter(key__startswith="complaint-told").count() == 1


def test_the_outcome_is_told_and_taken_back_before_the_mail_leaves(signed_in, complaint, trustee):
    client, page = signed_in(trustee), complaint.get_absolute_url()
    client.post(f"{page}close/", {"outcome": "not_upheld", "words": "Nothing was wrong."})
    mail = OutboxMessage.objects.get(key__startswith="complaint-outcome")
    assert "ico.org.uk" in mail.text
    assert no_longer_wanted(mail) == ""
    assert "Nothing was wrong" in text(client.get(page))
    again = client.post(f"{page}close/", {"outcome": "upheld", "words": "It was."})
    assert actions.CLOSED in text(again)
    client.post(f"{page}reopen/", {"words": "It was wrong all the same."})
    assert no_longer_wanted(mail) == "The complaint was opened again."
    client.post(f"{page}close/", {"outcome": "upheld", "words": "It was wrong."})
    second = OutboxMessage.objects.filter(key__startswith="complaint-outcome").latest("pk")
    assert no_longer_wanted(second) == ""
    assert of(complaint).state == "They are right, and it is put right"


def test_one_that_is_open_cannot_be_opened(complaint, trustee):
    with pytest.raises(ValidationError, match="It is open"):
        actions.reopen(complaint=complaint, words="Why?", by=trustee)


def test_one_that_is_opened_again_is_not_late_at_once(trustee):
    """Told how it stands long ago: from the day on which it is opened again the days are counted anew."""
    today = timezone.localdate()
    complaint = actions.take(**WROTE | {"received_on": today - timedelta(days=200)})
    complaint.steps.create(kind="told", words="We look.", happened_on=today - timedelta(days=150), by=trustee)
    assert Complaint.objects.with_last_word().get().is_late
    actions.close(complaint=complaint, outcome="not_upheld", words="Nothing.", by=trustee)
    actions.reopen(complaint=complaint, words="They wrote again.", by=trustee)
    again = Complaint.objects.with_last_word().get()
    assert (again.due_on, again.is_late) == (today + timedelta(days=30), False)


def test_an_outcome_that_was_told_by_letter_is_a_word_to_them(trustee):
    complaint = actions.take(**BY_LETTER, received_on=timezone.localdate() - timedelta(days=200))
    actions.close(complaint=complaint, outcome="not_upheld", words="By letter.", by=trustee)
    actions.reopen(complaint=complaint, words="They wrote again.", by=trustee)
    assert Complaint.objects.with_last_word().get().state == "To be answered"


def test_opening_again_is_no_acknowledgement(trustee):
    received = timezone.localdate() - timedelta(days=200)
    complaint = actions.take(**WROTE | {"received_on": received})
    actions.close(complaint=complaint, outcome="not_upheld", words="By a mail that did not leave.", by=trustee)
    actions.reopen(complaint=complaint, words="Too early.", by=trustee)
    again = Complaint.objects.with_last_word().get()
    assert (again.is_late, again.state) == (True, "To be acknowledged")


def test_what_they_wrote_and_each_step_stay_as_they_were_written(complaint, trustee):
    actions.note(complaint=complaint, words="Hm.", by=trustee)
    for rows, change in [(Complaint, {"words": "Else"}), (Complaint, {"received_on": "2020-01-01"})]:
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            rows.objects.update(**change)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        ComplaintStep.objects.update(words="Else")


def test_the_first_screen_has_them_by_their_day_the_late_one_first(signed_in, trustee):
    assert "Needs you" not in text(signed_in(trustee).get("/dashboard/"))
    late = actions.take(**BY_LETTER, received_on=timezone.localdate() - timedelta(days=30))
    fresh = actions.take(**WROTE)
    actions.take(**BY_LETTER, received_on=timezone.localdate() - timedelta(days=5))
    page = text(signed_in(trustee).get("/dashboard/"))
    assert page.index(f"{late}: to be acknowledged") < page.index(f"{fresh}: to be acknowledged")
    assert page.count(">Late<") == 1
    actions.close(complaint=late, outcome="upheld", words="By letter.", by=trustee)
    assert str(late) not in text(signed_in(trustee).get("/dashboard/"))


def test_the_queue_asks_as_often_for_many_as_for_one(signed_in, trustee, django_assert_num_queries):
    client = signed_in(trustee)
    client.get("/staff/complaints/")
    for _ in range(3):
        actions.take(**WROTE)
        actions.close(complaint=actions.take(**BY_LETTER), outcome="upheld", words="Yes.", by=trustee)
    with django_assert_num_queries(7):
        assert "30 days" in text(client.get("/staff/complaints/"))
    for _ in range(20):
        actions.take(**WROTE)
    with django_assert_num_queries(7):
        client.get("/staff/complaints/")


def test_every_page_leads_to_it(client, signed_in, owner):
    for page in (client.get("/press/"), client.get("/join/"), signed_in(owner).get("/dashboard/")):
        assert 'href="/data-protection/"' in page.content.decode()
    assert f'href="{FORM}"' in client.get("/data-protection/").content.decode()
