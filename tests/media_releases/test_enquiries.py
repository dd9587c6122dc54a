"""Press enquiries: noted, found again, taken on, and answered once, with what was used."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from media_releases import actions
from media_releases.models import Enquiry
from publishing import actions as publishing
from tests.conftest import make_person
from tests.media_releases.test_views import make_enquiry
from tests.reading import text
from times import LONDON

LIST = "/staff/press/enquiries/"


@pytest.fixture
def colleague(db):
    return make_person("kwame@association.example", "press_officer")


@pytest.fixture
def line(press_officer, chief_executive):
    draft = publishing.start(
        kind="line_to_take",
        by=press_officer,
        title="Is it true?",
        body="<p>It is not.</p>",
        expires_on=timezone.localdate(),
    )
    draft = publishing.submit(edition=draft, by=press_officer)
    return publishing.approve(edition=draft, by=chief_executive, seen=draft.content_hash, public_from=None)


def typed(deadline, **changes):
    day = deadline.astimezone(LONDON)
    facts = {"journalist": "Rhiannon", "outlet": "Channel Wide", "telephone": "020 7946 0181", "asked": "Is it?"}
    return facts | {"deadline_0": f"{day:%Y-%m-%d}", "deadline_1": f"{day:%H:%M}"} | changes


def test_the_one_who_sees_to_it_is_named_and_two_at_once_notice(signed_in, press_officer, colleague):
    enquiry = make_enquiry()
    jo, kwame = signed_in(press_officer), signed_in(colleague)
    assert "nobody has it yet" in text(jo.get(LIST))
    address = f"{LIST}{enquiry.pk}/take/"
    assert "It is yours" in text(jo.post(address, {"seen": ""}, follow=True))
    assert f"{press_officer} has it" in text(kwame.get(LIST))
    assert "Speak to each other" in text(kwame.post(address, {"seen": ""}, follow=True))
    enquiry.refresh_from_db()
    assert enquiry.taken_by == press_officer
    kwame.post(address, {"seen": press_officer.pk})
    enquiry.refresh_from_db()
    assert enquiry.taken_by == colleague


def test_two_answers_at_once_keep_the_first_and_lose_neither(signed_in, press_officer, colleague, line):
    enquiry = make_enquiry()
    address = f"{LIST}{enquiry.pk}/"
    signed_in(press_officer).post(address, {"answer": "It is not.", "answered_with": line.pk})
    page = text(signed_in(colleague).post(address, {"answer": "It is <so>."}))
    assert "A colleague has answered this meanwhile" in page
    assert "It is &lt;so&gt;." in page
    assert f"/staff/texts/{line.pk}/" in page
    enquiry.refresh_from_db()
    assert (enquiry.answer, enquiry.answered_with) == ("It is not.", line)


def test_an_answer_can_name_only_a_line_in_force(signed_in, press_officer):
    draft = publishing.start(kind="line_to_take", by=press_officer, title="Draft?", body="<p>No.</p>")
    enquiry = make_enquiry()
    page = signed_in(press_officer).post(f"{LIST}{enquiry.pk}/", {"answer": "No.", "answered_with": draft.pk})
    assert "Select a valid choice" in text(page)


def test_what_was_noted_is_changed_until_it_is_answered(signed_in, press_officer):
    enquiry, client = make_enquiry(), signed_in(press_officer)
    later = timezone.now() + timedelta(hours=5)
    client.post(f"{LIST}{enquiry.pk}/edit/", typed(later, asked="Is it really?"))
    enquiry.refresh_from_db()
    assert enquiry.asked == "Is it really?"
    actions.answer_enquiry(enquiry=enquiry, answer="No.", by=press_officer)
    page = client.post(f"{LIST}{enquiry.pk}/edit/", typed(later, asked="Is it, though?"))
    assert page.status_code == 422
    assert "A colleague has answered this meanwhile" in text(page)
    assert "Is it, though?" in text(page)
    assert "Is it really?" in text(client.get(f"{LIST}{enquiry.pk}/history/"))


def test_a_deadline_that_has_passed_is_kept_with_a_warning(signed_in, press_officer):
    client = signed_in(press_officer)
    past, coming = timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1)
    assert "has passed. Check the day" in text(client.post(f"{LIST}new/", typed(past), follow=True))
    assert "Check the day" not in text(client.post(f"{LIST}new/", typed(coming), follow=True))


def test_enquiries_are_found_by_words_and_by_outlet(signed_in, press_officer):
    make_enquiry(journalist="Tegid Wyn", outlet="Radio Severnside", asked="Hoffem gyfweliad am y cap")
    make_enquiry(journalist="Meera", outlet="The Care Ledger", asked="The profit cap")
    client = signed_in(press_officer)
    for found, query in (
        ({"Tegid", "Meera"}, {"q": "cap"}),
        ({"Meera"}, {"q": "CAP ledger"}),
        ({"Tegid"}, {"outlet": "radio severnside"}),
        ({"Tegid"}, {"outlet": "Radio Severnside", "q": "cap"}),
        (set(), {"q": "<b>"}),
    ):
        page = text(client.get(LIST, query))
        assert {name for name in ("Tegid", "Meera") if name in page} == found


def test_what_is_due_today_and_what_is_late_is_marked():
    now = timezone.now()
    late, far = make_enquiry_unsaved(now - timedelta(minutes=1)), make_enquiry_unsaved(now + timedelta(days=2))
    assert (late.is_late, late.is_for_today) == (True, False)
    assert (far.is_late, far.is_for_today) == (False, False)
    night = timezone.localtime().replace(hour=23, minute=59, second=59)
    assert make_enquiry_unsaved(night).is_for_today


def make_enquiry_unsaved(deadline):
    return Enquiry(journalist="R", outlet="C", telephone="1", asked="?", deadline=deadline)


def test_a_statement_that_answers_it_is_on_its_page_and_it_on_the_statement_s(
    signed_in, press_officer, chief_executive
):
    enquiry = make_enquiry()
    words = {"title": "Statement for them", "summary": "In short.", "body": "<p>At length.</p>"}
    edition = actions.start_release(kind="statement", by=press_officer, enquiry=enquiry, **words)
    assert "Rhiannon Blackmoor" in text(signed_in(press_officer).get(f"/staff/texts/{edition.pk}/"))
    assert "Rhiannon Blackmoor" not in text(signed_in(chief_executive).get(f"/staff/texts/{edition.pk}/"))
    assert "Statement for them" in text(signed_in(press_officer).get(f"{LIST}{enquiry.pk}/"))


def test_nobody_but_the_press_desk_touches_an_enquiry(chief_executive):
    enquiry = make_enquiry()
    for deed, facts in (
        (actions.edit_enquiry, {"asked": "?"}),
        (actions.take_enquiry, {"seen": None}),
        (actions.answer_enquiry, {"answer": "No."}),
    ):
        with pytest.raises(PermissionDenied):
            deed(enquiry=enquiry, by=chief_executive, **facts)


def test_an_answered_enquiry_is_taken_by_nobody(press_officer, colleague):
    enquiry = make_enquiry()
    actions.answer_enquiry(enquiry=enquiry, answer="No.", by=press_officer)
    with pytest.raises(ValidationError, match="answered this meanwhile"):
        actions.take_enquiry(enquiry=enquiry, by=colleague, seen=None)
