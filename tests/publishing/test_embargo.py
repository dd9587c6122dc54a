"""Reading under embargo: by a grant, on accepted terms, each time kept, and never without."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media_releases import actions as press
from media_releases.models import Accreditation
from outbox.models import OutboxMessage
from people.models import Role
from publishing import actions, clock
from publishing.models import Edition, EmbargoGrant, EmbargoRead, Topic
from publishing.workflow import Refused
from tests.conftest import make_person
from tests.publishing.conftest import CONTENT, minute_from_now
from tests.reading import text
from times import LONDON

FACTS = {"name": "Carys", "outlet": "The Ledger", "job": "Correspondent", "proof": "Ring my editor."}


def accredit(user, by, **facts):
    press.apply(email=user.email, **FACTS | facts)
    return press.accept(accreditation=Accreditation.objects.get(state="applied"), by=by)


@pytest.fixture
def topic(db):
    return Topic.objects.create(slug="workforce", name="Workforce")


@pytest.fixture
def journalist(press_officer):
    user = make_person("carys@theledger.example", "journalist")
    accredit(user, press_officer)
    actions.accept_terms(user=user)
    return user


@pytest.fixture
def scheduled(press_officer, approved, topic):
    return approved(actions.start(kind="statement", by=press_officer, topic=topic, **CONTENT), minute_from_now(60))


@pytest.fixture
def page(scheduled):
    return f"/embargo/{scheduled.pk}/"


@pytest.fixture
def grant(journalist, scheduled, press_officer):
    return actions.give_grant(user=journalist, by=press_officer, publication=scheduled.publication)


@pytest.fixture
def reader(signed_in, journalist):
    return signed_in(journalist)


def test_a_reader_with_a_grant_reads_under_a_banner_and_each_time_is_kept(reader, grant, scheduled, page):
    listed = reader.get("/embargo/")
    assert scheduled.title in text(listed)
    answer = reader.get(page)
    assert "At length." in text(answer)
    for shown in (listed, answer):
        assert f"Embargoed until {scheduled.public_from.astimezone(LONDON):%H:%M, %A}" in text(shown)
        assert "no-store" in shown.headers["Cache-Control"]
    reader.head(page)
    reads = EmbargoRead.objects.order_by("pk")
    assert [(read.grant, read.edition, read.what) for read in reads] == [
        (grant, scheduled, "list"),
        (grant, scheduled, "page"),
    ]


def test_every_list_that_names_a_text_under_embargo_is_kept_and_one_that_cannot_open_it_names_none(
    reader, journalist, grant, scheduled, press_officer, topic, approved
):
    title = scheduled.title
    actions.end_grant(grant=grant, by=press_officer, reason="Over")
    for address in ("/embargo/", "/dashboard/"):
        assert title not in text(reader.get(address))
    assert not EmbargoRead.objects.exists()
    again = actions.give_grant(user=journalist, by=press_officer, topic=topic)
    for address in ("/embargo/", "/dashboard/"):
        assert title in text(reader.get(address))
    assert [(read.grant, read.what) for read in EmbargoRead.objects.all()] == [(again, "list")] * 2


def test_who_saw_no_more_than_the_headline_is_not_named_as_a_reader(reader, client, grant, scheduled):
    reader.get("/embargo/")
    with clock.at(scheduled.public_from):
        page = text(client.get(f"{scheduled.publication.path}seen-early/"))
    assert "No journalist opened" in page


@pytest.fixture
def illustrated(press_officer, approved, topic, show):
    """A text under embargo with an image, its page and the address of the image below it."""
    draft = actions.start(kind="statement", by=press_officer, topic=topic, **CONTENT)
    picture = show(draft)
    page = f"/embargo/{draft.pk}/"
    return approved(draft, minute_from_now(60)), page, f"{page}files/{picture.attachment.key}/320.jpg"


def test_a_reader_sees_images_below_the_page_and_each_is_kept(reader, journalist, press_officer, illustrated):
    edition, page, address = illustrated
    assert reader.get(address).status_code == 404
    actions.give_grant(user=journalist, by=press_officer, publication=edition.publication)
    assert address in text(reader.get(page))
    answer = reader.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert list(EmbargoRead.objects.order_by("pk").values_list("what", flat=True)) == ["page", "file"]


def test_the_images_close_with_the_grant_even_for_those_who_have_them(
    reader, client, journalist, press_officer, illustrated, monkeypatch
):
    edition, _, address = illustrated
    grant = actions.give_grant(user=journalist, by=press_officer, publication=edition.publication)
    held = {"If-None-Match": reader.get(address).headers["ETag"]}
    assert reader.get(address, headers=held).status_code == 304
    assert client.get(address).url.startswith("/accounts/login/")
    with clock.at(edition.public_from):
        assert reader.get(address).status_code == 404, "its own address has it now"
    with monkeypatch.context() as patched:
        patched.setattr("publishing.models.grant.TERMS_VERSION", "later")
        assert reader.get(address).status_code == 404
    assert reader.get(address).status_code == 200
    actions.end_grant(grant=grant, by=press_officer, reason="Wrong person")
    assert reader.get(address).status_code == reader.get(address, headers=held).status_code == 404


def test_a_grant_opens_no_file_of_another_text(reader, grant, page, illustrated):
    edition, _, address = illustrated
    assert reader.get(page).status_code == 200
    below_mine = address.replace(f"/{edition.pk}/", f"/{grant.publication.editions.get().pk}/")
    assert reader.get(below_mine).status_code == reader.get(address).status_code == 404


def test_a_journalist_without_a_grant_finds_nothing(signed_in, press_officer, grant, page):
    other = make_person("other@wire.example", "journalist")
    accredit(other, press_officer, outlet="Wire")
    actions.accept_terms(user=other)
    client = signed_in(other)
    assert "Nothing is under embargo" in text(client.get("/embargo/"))
    assert client.get(page).status_code == client.get("/embargo/999999/").status_code == 404
    assert not EmbargoRead.objects.exists()


def test_nobody_else_gets_in_not_even_its_writer(signed_in, client, press_officer, owner, grant, page):
    for user in (press_officer, owner):
        assert signed_in(user).get(page).status_code == 403
    assert client.get(page).url.startswith("/accounts/login/")


def test_the_terms_come_first_and_again_when_they_change(signed_in, press_officer, scheduled, page, monkeypatch):
    new = make_person("new@ledger.example", "journalist")
    accredit(new, press_officer)
    actions.give_grant(user=new, by=press_officer, publication=scheduled.publication)
    client = signed_in(new)
    assert client.get("/embargo/").url == "/embargo/terms/"
    assert client.get(page).status_code == 404
    assert scheduled.title not in text(client.get("/dashboard/"))
    client.post("/embargo/terms/")
    assert client.get(page).status_code == 200
    assert scheduled.title in text(client.get("/dashboard/"))
    monkeypatch.setattr("publishing.models.grant.TERMS_VERSION", "later")
    assert client.get("/embargo/").url == "/embargo/terms/"
    assert client.get(page).status_code == 404


def test_at_the_embargoed_minute_it_leads_to_the_public_page(reader, grant, scheduled, page):
    with clock.at(scheduled.public_from - timedelta(microseconds=1)):
        assert reader.get(page).status_code == 200
    with clock.at(scheduled.public_from):
        assert reader.get(page).url == scheduled.publication.path
        assert scheduled.title not in text(reader.get("/embargo/"))
    assert EmbargoRead.objects.count() == 1, "lists name it no more"


def test_a_draft_and_a_submitted_text_stay_closed(reader, journalist, press_officer, topic):
    draft = actions.start(kind="statement", by=press_officer, topic=topic, **CONTENT)
    actions.give_grant(user=journalist, by=press_officer, publication=draft.publication)
    assert reader.get(f"/embargo/{draft.pk}/").status_code == 404
    actions.submit(edition=draft, by=press_officer)
    assert reader.get(f"/embargo/{draft.pk}/").status_code == 404


def test_the_next_version_of_a_public_text_is_under_embargo_too(
    reader, journalist, press_officer, first, following, approved
):
    actions.give_grant(user=journalist, by=press_officer, publication=first.publication)
    later = approved(following(first.publication), minute_from_now(60))
    assert "greater length" in text(reader.get(f"/embargo/{later.pk}/"))


def test_a_grant_on_a_topic_opens_its_releases_only(
    reader, journalist, press_officer, policy_officer, chief_executive, scheduled, page, topic, approved
):
    actions.give_grant(user=journalist, by=press_officer, topic=topic)
    assert reader.get(page).status_code == 200
    elsewhere = approved(actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT), minute_from_now(60))
    policy = actions.start(kind="position_paper", by=policy_officer, topic=topic, **CONTENT)
    policy = actions.submit(edition=policy, by=policy_officer)
    policy = actions.approve(
        edition=policy, by=chief_executive, seen=policy.content_hash, public_from=minute_from_now(60)
    )
    assert list(Edition.objects.under_embargo_for(journalist)) == [scheduled]
    for edition in (elsewhere, policy):
        assert reader.get(f"/embargo/{edition.pk}/").status_code == 404
    actions.give_grant(user=journalist, by=policy_officer, publication=policy.publication)
    assert reader.get(f"/embargo/{policy.pk}/").status_code == 200


def test_an_ended_grant_opens_nothing_from_the_next_request_on(reader, grant, press_officer, policy_officer, page):
    with pytest.raises(EmbargoGrant.DoesNotExist):
        actions.end_grant(grant=grant, by=policy_officer, reason="Not mine")
    assert reader.get(page).status_code == 200
    actions.end_grant(grant=grant, by=press_officer, reason="Wrong person")
    assert reader.get(page).status_code == 404
    assert grant.events.latest("pgh_id").pgh_context.metadata["reason"] == "Wrong person"


def test_a_suspension_ends_what_was_given_for_good(reader, grant, journalist, press_officer, page):
    accreditation = Accreditation.objects.get()
    until = timezone.localdate() + timedelta(days=90)
    press.suspend(accreditation=accreditation, by=press_officer, reason="A breach.", until=until)
    assert reader.get(page).status_code == 403
    Role.objects.create(user=journalist, name="journalist")
    Accreditation.objects.update(state="accepted", suspended_until=None)
    assert reader.get(page).status_code == 404
    assert reader.get("/embargo/").status_code == 200


@pytest.mark.parametrize("act", [actions.withdraw, actions.remove])
def test_what_is_to_follow_a_text_that_goes_is_closed_and_holders_are_told(
    reader, journalist, press_officer, first, following, approved, act
):
    actions.give_grant(user=journalist, by=press_officer, publication=first.publication)
    later = approved(following(first.publication), minute_from_now(60))
    assert reader.get(f"/embargo/{later.pk}/").status_code == 200
    act(publication=first.publication, by=press_officer, reason="Wrong")
    assert reader.get(f"/embargo/{later.pk}/").status_code == 404
    assert "taken back" in OutboxMessage.objects.get(key__startswith="embargo-taken-back").text
    with clock.at(minute_from_now(120)):
        assert not Edition.objects.public().filter(pk=later.pk).exists()


def test_a_version_that_was_approved_after_a_withdrawal_is_read_under_embargo(
    reader, journalist, press_officer, first, following, approved
):
    actions.give_grant(user=journalist, by=press_officer, publication=first.publication)
    actions.withdraw(publication=first.publication, by=press_officer, reason="Wrong")
    later = approved(following(first.publication), minute_from_now(60))
    page = text(reader.get(f"/embargo/{later.pk}/"))
    assert "Withdrawn" not in page
    with clock.at(minute_from_now(60)):
        assert "Withdrawn" not in text(reader.get(first.publication.path))
        assert "Withdrawn" in text(reader.get(f"{first.publication.path}versions/1/"))


def test_a_text_taken_back_is_closed_until_its_new_time_is_set(
    reader, grant, chief_executive, scheduled, approved, page
):
    draft = actions.pull(edition=scheduled, by=chief_executive, reason="Wait")
    assert reader.get(page).status_code == 404
    approved(draft, minute_from_now(90))
    assert reader.get(page).status_code == 200
    assert OutboxMessage.objects.filter(key__startswith="embargo:").count() == 1


def test_publishing_it_now_tells_the_holders_with_a_link(grant, scheduled, press_officer):
    actions.publish_now(edition=scheduled, by=press_officer, reason="It leaked")
    notice = OutboxMessage.objects.get(key__startswith="embargo-lifted")
    assert notice.user == grant.user
    assert scheduled.publication.path in notice.text


def test_no_mail_names_a_text_under_embargo(grant, scheduled, chief_executive, approved):
    draft = actions.pull(edition=scheduled, by=chief_executive, reason="Wait")
    approved(draft, minute_from_now(90))
    notices = OutboxMessage.objects.filter(key__startswith="embargo")
    assert notices.count() == 3
    for notice in notices:
        words = f"{notice.subject} {notice.text}"
        assert scheduled.title not in words
        assert scheduled.publication.slug not in words


def test_a_grant_goes_to_accredited_journalists_only_and_once(journalist, grant, scheduled, press_officer, owner):
    with pytest.raises(Refused, match="holds this grant"):
        actions.give_grant(user=journalist, by=press_officer, publication=scheduled.publication)
    stranger = make_person("stranger@wire.example", "journalist")
    for user in (owner, stranger, press_officer):
        with pytest.raises(Refused, match="not accredited"):
            actions.give_grant(user=user, by=press_officer, publication=scheduled.publication)


def test_a_grant_is_not_given_until_a_time_that_has_passed_or_on_a_text_that_was_removed(
    journalist, scheduled, press_officer, approved
):
    text = scheduled.publication
    with pytest.raises(Refused, match="That time has passed"):
        actions.give_grant(user=journalist, by=press_officer, publication=text, until=minute_from_now(-5))
    later = minute_from_now(5)
    given = actions.give_grant(user=journalist, by=press_officer, publication=text, until=later)
    assert given.during.upper == later
    public = approved(actions.start(kind="statement", by=press_officer, **CONTENT | {"title": "Another"}), None)
    removed = actions.remove(publication=public.publication, by=press_officer, reason="Wrong")
    with pytest.raises(Refused, match="was removed"):
        actions.give_grant(user=journalist, by=press_officer, publication=removed)


def test_only_who_may_approve_the_text_gives_it(journalist, scheduled, topic, policy_officer):
    for on in ({"publication": scheduled.publication}, {"topic": topic}):
        with pytest.raises(PermissionDenied):
            actions.give_grant(user=journalist, by=policy_officer, **on)


def test_the_database_keeps_a_grant_on_one_thing_and_once_at_a_time(grant, journalist, topic):
    facts = {"user": journalist, "during": DateTimeTZRange(timezone.now(), None), "job": "j", "outlet": "o"}
    wrong = {
        "grant_is_on_a_text_or_a_topic": [{}, {"topic": topic, "publication": grant.publication}],
        "grant_on_a_publication_once": [{"publication": grant.publication}],
    }
    for name, rows in wrong.items():
        for row in rows:
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                EmbargoGrant.objects.create(**facts | row)


def test_a_reading_cannot_be_unsaid(reader, grant, page):
    reader.get(page)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"):
        EmbargoRead.objects.update(at=timezone.now())


def test_the_public_reads_who_saw_it_early_by_job_and_outlet_only(reader, client, grant, scheduled, journalist, page):
    address = f"{scheduled.publication.path}seen-early/"
    reader.get(page)
    reader.get(page)
    assert client.get(address).status_code == 404
    with clock.at(scheduled.public_from):
        answer = text(client.get(address))
        assert answer.count("Correspondent, The Ledger") == 1
        assert str(journalist) not in answer
        assert journalist.email not in answer
        assert f'href="{address}"' in text(client.get(scheduled.publication.path))


def test_readings_of_a_version_to_come_are_told_only_once_it_is_public(
    reader, client, journalist, press_officer, first, following, approved
):
    actions.give_grant(user=journalist, by=press_officer, publication=first.publication)
    later = approved(following(first.publication), minute_from_now(60))
    reader.get(f"/embargo/{later.pk}/")
    address = f"{first.publication.path}seen-early/"
    assert "The Ledger" not in text(client.get(address))
    assert "No journalist opened" in text(client.get(address))
    with clock.at(minute_from_now(60)):
        assert "The Ledger" in text(client.get(address))


def test_staff_give_and_end_on_one_page(signed_in, press_officer, journalist, scheduled, page, reader):
    staff = signed_in(press_officer)
    address = f"/staff/texts/publications/{scheduled.publication_id}/grants/"
    assert "No journalist has been given this" in text(staff.get(address))
    assert staff.post(address, {"reader": ""}).status_code == 422
    staff.post(address, {"reader": Accreditation.objects.get().pk})
    assert reader.get(page).status_code == 200
    assert "Opened 1 time" in text(staff.get(address))
    assert "holds this grant already" in text(staff.post(address, {"reader": Accreditation.objects.get().pk}))
    end = f"/staff/texts/grants/{EmbargoGrant.objects.get().pk}/end/"
    staff.post(end, {"reason": ""})
    assert reader.get(page).status_code == 200
    staff.post(end, {"reason": "Wrong person"})
    assert reader.get(page).status_code == 404


def test_the_page_of_a_text_shows_who_reads_it_by_its_topic_and_only_their_readings_of_it(
    signed_in, reader, journalist, press_officer, scheduled, page, topic, approved
):
    grant = actions.give_grant(user=journalist, by=press_officer, topic=topic)
    other = approved(
        actions.start(kind="blog", by=press_officer, byline="Siân", topic=topic, **CONTENT), minute_from_now(60)
    )
    for address in (page, page, f"/embargo/{other.pk}/"):
        reader.get(address)
    staff = signed_in(press_officer)
    shown = text(staff.get(f"/staff/texts/publications/{scheduled.publication_id}/grants/"))
    assert "every release on Workforce" in shown
    assert "Opened 2 times" in shown
    assert "Opened 3 times" in text(staff.get(f"/staff/texts/topics/{topic.slug}/grants/"))
    assert grant.reads.count() == 3


@pytest.mark.parametrize("count", [1, 3, 30])
def test_lists_take_the_same_queries_however_long(
    signed_in, journalist, press_officer, chief_executive, topic, count, django_assert_num_queries
):
    at = minute_from_now(60)
    for number in range(count):
        edition = actions.start(kind="statement", by=press_officer, topic=topic, **CONTENT | {"title": f"T {number}"})
        edition = actions.submit(edition=edition, by=press_officer)
        actions.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=at)
    grant = actions.give_grant(user=journalist, by=press_officer, topic=topic)
    for edition in Edition.objects.all():
        EmbargoRead.objects.create(grant=grant, edition=edition)
    reader, staff = signed_in(journalist), signed_in(press_officer)
    with django_assert_num_queries(11):
        assert text(reader.get("/embargo/")).count("Embargoed until") == count
    with django_assert_num_queries(9):
        assert f"Opened {count} time" in text(staff.get(f"/staff/texts/topics/{topic.slug}/grants/"))


NOON = datetime(2026, 6, 4, 11, tzinfo=UTC)
minutes = st.integers(-3 * 24 * 60, 3 * 24 * 60).map(lambda many: NOON + timedelta(minutes=many))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    given_at=minutes,
    ended_at=st.none() | minutes,
    public_from=minutes,
    expires=minutes,
    state=st.sampled_from(["accepted", "accepted", "suspended", "ended"]),
    now=minutes,
)
def test_whatever_the_times_nobody_reads_a_text_early_without_a_grant_in_force(
    journalist, grant, scheduled, given_at, ended_at, public_from, expires, state, now
):
    """By every rule of its own: the grant's hours, the accreditation's state and day, and the text's minute."""
    expires_on = expires.astimezone(LONDON).date()
    if ended_at is not None and ended_at < given_at:
        given_at, ended_at = ended_at, given_at
    Accreditation.objects.update(
        state=state, reason="r", expires_on=expires_on, suspended_until=expires_on if state == "suspended" else None
    )
    EmbargoGrant.objects.update(during=DateTimeTZRange(given_at, ended_at))
    Edition.objects.update(public_during=DateTimeTZRange(public_from, None), first_public_at=public_from)
    client = Client()
    client.force_login(journalist)
    with clock.at(now):
        early, public = client.get(f"/embargo/{scheduled.pk}/"), client.get(scheduled.publication.path)
    in_force = given_at <= now and (ended_at is None or now < ended_at)
    accredited = state == "accepted" and now.astimezone(LONDON).date() < expires_on
    if now >= public_from:
        assert (early.status_code, public.status_code) == (302, 200)
    else:
        assert public.status_code == 404
        assert (early.status_code == 200) == ("At length." in text(early)) == (in_force and accredited)
