"""Sign-off from a mail: who is asked, what the mail says, and that opening its link approves nothing."""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from media_releases.models import Enquiry, OnCall, Release
from outbox.models import OutboxMessage
from people.templatetags.people import moment
from publishing import actions
from tests.conftest import make_person
from tests.publishing.conftest import CONTENT
from tests.reading import text
from times import london

HOUR = timedelta(hours=1)


def submitted(by):
    return actions.submit(edition=actions.start(kind="statement", by=by, **CONTENT), by=by)


def test_everyone_who_may_approve_is_asked_and_no_author(press_officer, chief_executive, policy_officer):
    colleague = make_person("kwame@association.example", "press_officer")
    edition = actions.start(kind="statement", by=press_officer, **CONTENT)
    actions.edit(edition=edition, by=colleague, **CONTENT)
    actions.submit(edition=edition, by=press_officer)
    assert [mail.user for mail in OutboxMessage.objects.all()] == [chief_executive]


def test_the_mail_says_who_asks_for_what_and_no_word_of_the_text(press_officer, chief_executive):
    edition = submitted(press_officer)
    mail = OutboxMessage.objects.get()
    assert "Press asks for approval of a statement: the first version, 2 words.\n" in mail.text
    assert "No journalist waits for it, and no time was named.\nTo ask Press: 020 7946 0180.\n" in mail.text
    assert f"/staff/texts/{edition.pk}/" in mail.text
    for words in CONTENT.values():
        assert words not in mail.text + mail.subject


def test_the_mail_says_by_when_a_journalist_needs_it_and_the_asking_colleague_s_own_telephone(
    press_officer, chief_executive
):
    deadline = datetime(2026, 6, 4, 16, 30, tzinfo=UTC)
    asked = Enquiry.objects.create(
        journalist="Ada Quill", outlet="The Invented Post", email="a@post.example", asked="Why?", deadline=deadline
    )
    edition = actions.start(kind="statement", by=press_officer, **CONTENT)
    Release.objects.create(publication=edition.publication, enquiry=asked)
    OnCall.objects.create(user=press_officer, telephone="01632 960077", starts_at=deadline, ends_at=deadline + HOUR)
    actions.submit(edition=edition, by=press_officer)
    mail = OutboxMessage.objects.get()
    assert "A journalist needs it by 4 June 2026, 5:30pm BST.\nTo ask Press: 01632 960077.\n" in mail.text
    assert not [words for words in ("Ada", "Post", "Why?") if words in mail.text + mail.subject]


def test_whoever_sends_it_says_by_when_and_the_mails_and_the_approver_s_page_say_so(
    signed_in, press_officer, chief_executive
):
    quoted = "<blockquote><p>We are glad.</p><p>– Chief</p></blockquote>"
    edition = actions.start(kind="statement", by=press_officer, **CONTENT | {"body": f"<p>x</p>{quoted}"})
    day = timezone.localdate() + timedelta(days=2)
    client, page = signed_in(press_officer), f"/staff/texts/{edition.pk}/"
    late = client.post(f"{page}submit/", {"needed_by_0": "2020-01-02", "needed_by_1": "5pm"})
    assert late.status_code == 422
    assert "That time has passed. Choose a later one, or none." in text(late)
    assert "<details open>" in text(late)
    assert client.post(f"{page}submit/", {"needed_by_0": str(day), "needed_by_1": "5pm"}).status_code == 302
    named = moment(london(day, time(17)))
    mails = {mail.key.split(":")[0]: mail.text for mail in OutboxMessage.objects.all()}
    assert f"Press needs it by {named}.\nTo ask Press: " in mails["sign-off"]
    assert f"Press needs it by {named}.\nTo ask Press: " in mails["quotation"]
    assert f"Needed by {named}." in text(signed_in(chief_executive).get(page))
    assert f"Needed by {named}." in text(client.get(f"/staff/texts/publications/{edition.publication_id}/history/"))
    actions.send_back(edition=edition, by=chief_executive, reason="A wrong name")
    assert "Sent back: A wrong name" in text(client.get(page))
    actions.submit(edition=edition, by=press_officer)
    assert "Needed by" not in text(signed_in(chief_executive).get(page))


def test_opening_the_link_approves_nothing(signed_in, press_officer, chief_executive):
    edition = submitted(press_officer)
    page = text(signed_in(chief_executive).get(f"/staff/texts/{edition.pk}/"))
    edition.refresh_from_db()
    assert edition.state == "submitted"
    main = page[page.index("<main") :]
    places = [main.index(words) for words in ('id="decision"', ">Approve</button>", ">Send back</button>", "<h1")]
    assert places == sorted(places)  # whoever has to decide need not look for where
    assert main.count(f"/staff/texts/{edition.pk}/approve/") == main.count(f"/staff/texts/{edition.pk}/send-back/") == 1


def test_who_cannot_approve_is_led_to_no_decision(signed_in, press_officer):
    edition = submitted(press_officer)
    assert 'id="decision"' not in text(signed_in(press_officer).get(f"/staff/texts/{edition.pk}/"))


def test_the_approver_is_told_what_changed_and_where_it_appears(
    signed_in, publication, first, following, press_officer, chief_executive
):
    edition = actions.submit(edition=following(publication), by=press_officer)
    page = text(signed_in(chief_executive).get(f"/staff/texts/{edition.pk}/"))
    assert f'href="/staff/texts/publications/{publication.pk}/difference/?from=1&amp;to=2"' in page
    assert f"It appears at {publication.path}" in page


def test_sent_back_text_is_asked_for_again_when_it_is_submitted_again(press_officer, chief_executive):
    edition = submitted(press_officer)
    OutboxMessage.objects.update(sent_at=edition.saved_at)
    edition = actions.send_back(edition=edition, by=chief_executive, reason="Check the figure")
    back = OutboxMessage.objects.get(user=press_officer)
    assert "Check the figure" not in back.text, "the reason may say what is not public"
    actions.submit(edition=edition, by=press_officer)
    assert OutboxMessage.objects.filter(user=chief_executive).count() == 2


def test_a_mail_that_has_not_left_is_called_off_once_someone_decided(press_officer, chief_executive):
    edition = submitted(press_officer)
    actions.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
    assert not OutboxMessage.objects.exists()


def test_whose_role_has_ended_is_not_asked(press_officer, chief_executive):
    role = chief_executive.roles.get()
    role.ends_on = role.starts_on
    role.save()
    submitted(press_officer)
    assert not OutboxMessage.objects.exists()
