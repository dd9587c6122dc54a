"""Two accounts of one person: what goes on moves, what proves something stays, and a day to take it back."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from bulletins.actions import subscribe
from bulletins.suppression import current, suppress
from chaportal.merging.people import actions
from chaportal.merging.people.decided import MOVES, RULED, STAYS
from chaportal.merging.people.names import names_differ
from chaportal.merging.people.refusals import why_not_merged
from chaportal.merging.taking_back import OVER
from chaportal.rights import erasing, requests
from chaportal.rights.export import held_about
from duties.models import DutyCalendar, DutyReminder
from homes.actions.claims import claim, confirm
from homes.models import Area, HomeGrant, HomeSheet, SavedView
from members.imports.planning import plan_of
from members.models import Note
from outbox.actions import queue_email
from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted, send_outbox
from people.actions import accept, holder_of, invite
from people.models import Complaint, Erasure, Invitation, Role, SecurityEvent, Suppression, User, UserMerge
from people.models.consent import email_hash
from people.relations import label_of, relations_to
from policy.models import Submission
from tests.conftest import make_person, make_provider
from tests.members.test_imports import said
from tests.policy.conftest import make_consultation
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released

TODAY = timezone.localdate()
NOW = timezone.now()
OLD, NEW = "ffion@old-work.example", "ffion@hazelbank.example"


@pytest.fixture
def staff(membership_manager):
    return membership_manager


@pytest.fixture
def gone(other_provider):
    return signed_in_once(make_person(OLD, "owner", other_provider))


@pytest.fixture
def survivor(provider):
    return signed_in_once(make_person(NEW, "colleague", provider))


def signed_in_once(person) -> User:
    person.last_login = NOW
    person.save()
    return person


def merged(gone, survivor, staff) -> UserMerge:
    return actions.merge(gone=gone, survivor=survivor, by=staff)


def state():
    """Every row that a merge may touch."""
    User.objects.exclude(email__in=[OLD, NEW]).update(last_login=None)
    models = (User, Role, HomeGrant, Invitation, Area, SavedView, DutyReminder, DutyCalendar, Complaint, Suppression)
    return {model: sorted(model.objects.values_list()) for model in models}


@pytest.fixture
def rows(gone, survivor, other_provider):
    """Something of most kinds of the account that goes."""
    invite(email=OLD, role="reader", provider=make_provider("Third Ltd"), by=None)
    Area.objects.create(provider=other_provider, name="North", manager=gone)
    HomeSheet.objects.create(by=gone, provider=other_provider, name="a.csv", content="{}")
    SavedView.objects.create(user=gone, name="Wales", query="nation=wales")
    DutyReminder.objects.create(user=gone, frequency="weekly", told_until=TODAY)
    DutyCalendar.objects.create(user=gone, token_hash="a" * 64)
    Complaint.objects.create(about="mail", words="Too much", name="Ffion", email=OLD, user=gone)
    queue_email(key="test:1", user=gone, subject="Waits", text="Words")
    suppress(email=OLD, reason="unsubscribed", evidence="A link")


def test_it_is_decided_of_each_relation_to_an_account_what_becomes_of_it():
    stays = [label for labels in STAYS.values() for label in labels]
    decided = [*MOVES, *RULED, *stays]
    assert {label_of(relation) for relation in relations_to(User)} == set(decided)
    assert len(decided) == len(set(decided))


def test_what_goes_on_moves(gone, survivor, staff, rows, provider, other_provider):
    merged(gone, survivor, staff)
    for model, field in ((Area, "manager"), (HomeSheet, "by"), (SavedView, "user"), (DutyReminder, "user")):
        assert getattr(model.objects.get(), field) == survivor, model
    assert (Invitation.objects.get().user, Complaint.objects.get().user) == (survivor, survivor)
    assert OutboxMessage.objects.get(key="test:1").user == survivor
    assert {(role.provider, role.name) for role in survivor.roles.current()} == {
        (provider, "colleague"),
        (other_provider, "owner"),
    }
    assert not gone.roles.exists()


def test_the_account_that_goes_opens_nothing_and_gives_its_address_to_nobody(signed_in, client, gone, survivor, staff):
    own = signed_in(gone)
    assert own.get("/your-data/").status_code == 200
    UserSession.objects.get_or_create(user=gone, session_key=own.session.session_key, defaults={"ip": "127.0.0.1"})
    merged(gone, survivor, staff)
    assert own.get("/your-data/").status_code == 302
    assert not UserSession.objects.filter(user=gone).exists()
    answer = client.post(reverse("account_login"), {"login": OLD, "password": "correct horse battery"})
    assert answer.url == reverse("account_inactive")
    assert not UserSession.objects.filter(user=gone).exists()
    assert [each.email for each in EmailAddress.objects.filter(user=survivor)] == [NEW]
    client.post(reverse("account_reset_password"), {"email": OLD})
    mails = OutboxMessage.objects.filter(key__startswith="account:")
    assert [mail for mail in mails if "/password/reset/key/" in mail.text] == []


def test_an_invitation_to_the_former_address_is_to_the_person_and_goes_to_the_address_that_is_kept(
    gone, survivor, staff, provider
):
    before = invite(email=OLD, role="finance_contact", provider=provider, by=None)
    merged(gone, survivor, staff)
    before.refresh_from_db()
    assert holder_of(before) == survivor
    later = invite(email=OLD, role="reader", provider=make_provider("Later Ltd"), by=None)
    assert later.user == survivor
    assert OutboxMessage.objects.get(key__startswith=f"invitation:{later.pk}:").address == NEW
    accept(invitation=later, name="", password=None)
    assert survivor.roles.filter(provider__legal_name="Later Ltd").exists()
    with pytest.raises(ValidationError, match="has this role already"):
        invite(email=OLD, role="colleague", provider=provider, by=None)


def test_a_second_factor_does_not_go_over(gone, survivor, staff):
    for person in (gone, survivor):
        TOTP.activate(person, generate_totp_secret())
    merged(gone, survivor, staff)
    assert Authenticator.objects.filter(user=survivor).count() == 1
    assert Authenticator.objects.filter(user=gone).count() == 1


def test_both_are_told_and_neither_learns_the_other_s_address(gone, survivor, staff, mail_server):
    done = merged(gone, survivor, staff)
    send_outbox()
    kept, other = (OutboxMessage.objects.get(key=f"person-merged:{done.pk}:{which}") for which in ("kept", "gone"))
    assert (kept.address, other.address) == (NEW, OLD)
    assert None not in (kept.sent_at, other.sent_at)
    assert f"- Owner, {gone.roles.model.objects.get(name='owner').provider}" in kept.text
    for mail, address in ((kept, OLD), (other, NEW)):
        assert address not in mail.text
    actions.take_back(merge=done, by=staff)
    undone = OutboxMessage.objects.filter(key__startswith="person-unmerged:")
    assert {mail.address for mail in undone} == {NEW, OLD}
    assert {no_longer_wanted(mail) for mail in undone} == {""}
    assert no_longer_wanted(kept) == "It was taken back."


def test_the_closed_account_is_found_and_says_where_it_went(signed_in, gone, survivor, staff):
    merged(gone, survivor, staff)
    found = text(signed_in(staff).get(f"/staff/find/?q={OLD}"))
    assert f"{OLD} · merged into {NEW}" in found
    assert signed_in(staff).get(f"/staff/people/{gone.pk}/").status_code == 200


def test_who_did_it_then_stays_named(gone, survivor, staff, provider):
    SecurityEvent.objects.create(kind="address_read", user=gone, subject="home 1")
    submission = Submission.objects.create(
        consultation=make_consultation("CARE-1"), provider=provider, submitted_at=NOW, submitted_by=gone
    )
    ended = Role.objects.create(user=gone, provider=provider, name="reader", ends_on=TODAY)
    merged(gone, survivor, staff)
    assert SecurityEvent.objects.get(kind="address_read").user == gone
    submission.refresh_from_db()
    ended.refresh_from_db()
    assert (submission.submitted_by, ended.user) == (gone, gone)
    event = SecurityEvent.objects.get(kind="merged")
    assert (event.user, event.about) == (staff, survivor)
    assert event.subject == f"person {gone.pk} into person {survivor.pk}"


def test_within_a_day_everything_is_set_back_as_it_was(signed_in, gone, survivor, staff, rows):
    signed_in(staff)
    before = state()
    done = merged(gone, survivor, staff)
    assert state() != before
    page = signed_in(staff).get(f"/staff/people/{gone.pk}/")
    assert "Merged into" in text(page)
    signed_in(staff).post(f"/staff/people/merges/{done.pk}/undo/")
    assert state() == before
    done.refresh_from_db()
    assert done.undone_by == staff
    assert SecurityEvent.objects.filter(kind="merge_undone", user=staff, about=survivor).exists()
    with pytest.raises(ValidationError, match="taken back already"):
        actions.take_back(merge=done, by=staff)
    merged(gone, survivor, staff)


def test_after_a_day_it_stays(gone, survivor, staff):
    done = merged(gone, survivor, staff)
    UserMerge.objects.update(made_at=NOW - timedelta(days=1, seconds=1))
    with pytest.raises(ValidationError, match=OVER):
        actions.take_back(merge=done, by=staff)


def test_what_was_changed_since_stands_in_the_way(gone, survivor, staff, rows):
    done = merged(gone, survivor, staff)
    Area.objects.update(manager=None)
    moved = state()
    with pytest.raises(ValidationError, match="changed since, so it cannot be taken back as a whole: area"):
        actions.take_back(merge=done, by=staff)
    assert state() == moved


def test_of_the_same_role_one_is_kept_with_the_homes_of_both(staff, gone, survivor, provider):

    released(register(*homes("9000021", "9000022")))
    owner = make_person("o@hazelbank.example", "owner", provider)
    given = [confirm(home=claim(urn=urn, provider=provider, by=owner), by=staff) for urn in ("9000021", "9000022")]
    one, other = (Role.objects.create(user=each, provider=provider, name="home_manager") for each in (gone, survivor))
    Role.objects.filter(user=survivor, name="colleague").update(name="reader")
    HomeGrant.objects.create(role=one, home=given[0])
    HomeGrant.objects.create(role=one, home=given[1])
    HomeGrant.objects.create(role=other, home=given[1])
    before = state()
    sentences = actions.preview(gone, survivor).roles
    done = merged(gone, survivor, staff)
    assert {grant.home_id for grant in other.homes.all()} == {home.pk for home in given}
    one.refresh_from_db()
    assert (one.user, one.ends_on) == (gone, TODAY)
    assert f"Home manager, {provider}: both have this role, and it is kept once." in sentences
    actions.take_back(merge=done, by=staff)
    assert state() == before


def test_the_stronger_role_ends_the_weaker_whichever_account_has_it(gone, survivor, staff, provider, other_provider):
    Role.objects.create(user=gone, provider=provider, name="owner")  # over the survivor's colleague
    Role.objects.create(user=survivor, provider=other_provider, name="finance_contact")  # under the owner that goes
    Role.objects.create(user=survivor, provider=make_provider("Third Ltd"), name="reader")
    sentences = actions.preview(gone, survivor).roles
    merged(gone, survivor, staff)
    assert {(role.provider.legal_name, role.name) for role in survivor.roles.current()} == {
        (provider.legal_name, "owner"),
        (other_provider.legal_name, "owner"),
        ("Third Ltd", "reader"),
    }
    assert f"Colleague, {provider}: ends, because Owner allows all of it." in sentences
    assert f"Finance contact, {other_provider}: ends, because Owner allows all of it." in sentences


def test_a_role_through_a_parent_takes_no_role_of_their_own(gone, survivor, staff, provider, other_provider):
    Role.objects.create(user=gone, provider=provider, name="owner", through_parent=True)
    twin = Role.objects.create(user=survivor, provider=other_provider, name="owner", through_parent=True)
    merged(gone, survivor, staff)
    own = {role.name for role in survivor.roles.current().filter(provider=provider)}
    assert own == {"colleague", "owner"}, "the parent may end its owner's role"
    twin.refresh_from_db()
    assert not twin.through_parent, "the account that goes had it as its own"


def test_a_limited_role_covers_none_and_one_that_ends_neither(gone, survivor, staff, provider):
    Role.objects.filter(user=survivor).update(name="reader")
    Role.objects.create(user=gone, provider=provider, name="home_manager")
    Role.objects.create(user=gone, provider=provider, name="owner", ends_on=TODAY + timedelta(days=9))
    merged(gone, survivor, staff)
    assert {role.name for role in survivor.roles.current().filter(provider=provider)} == {
        "reader",
        "home_manager",
        "owner",
    }


def test_the_wish_against_bulletins_holds_for_both_addresses(gone, survivor, staff):
    suppress(email=OLD, reason="complaint", evidence="Marked as spam")
    assert f"Bulletins: {OLD} asked for none, so {NEW} gets none either." in actions.preview(gone, survivor).rules
    done = merged(gone, survivor, staff)
    assert {each.email_sha256 for each in current()} == {email_hash(OLD), email_hash(NEW)}
    actions.take_back(merge=done, by=staff)
    assert [each.email_sha256 for each in current()] == [email_hash(OLD)]


def test_a_wish_of_their_own_since_then_outlasts_the_way_back(gone, survivor, staff):
    suppress(email=OLD, reason="unsubscribed", evidence="A link")
    done = merged(gone, survivor, staff)
    assert suppress(email=NEW, reason="unsubscribed", evidence="Their own link"), "is evidence of its own"
    actions.take_back(merge=done, by=staff)
    assert current().get(email_sha256=email_hash(NEW)).evidence == "Their own link"


def test_a_wish_takes_the_place_of_an_address_that_failed_for_a_while(gone, survivor, staff):
    suppress(email=OLD, reason="unsubscribed", evidence="A link")
    Suppression.objects.create(
        email_sha256=email_hash(NEW), reason="hard_bounce", evidence="550", expires_at=NOW + timedelta(days=3)
    )
    before = state()
    done = merged(gone, survivor, staff)
    kept = current().get(email_sha256=email_hash(NEW))
    assert (kept.reason, kept.expires_at) == ("unsubscribed", None)
    actions.take_back(merge=done, by=staff)
    assert state() == before


def test_an_address_that_fails_says_nothing_of_the_other(gone, survivor, staff):
    suppress(email=OLD, reason="hard_bounce", evidence="550")
    merged(gone, survivor, staff)
    subscribe(email=NEW, name="", source="Told us", by=staff)


def test_reminders_that_they_chose_or_refused_hold(gone, survivor, staff):
    DutyReminder.objects.create(user=survivor, frequency="weekly", told_until=TODAY).delete()
    DutyReminder.objects.create(user=gone, frequency="weekly", told_until=TODAY)
    assert "Reminders of duties: what they chose" in " ".join(actions.preview(gone, survivor).rules)
    merged(gone, survivor, staff)
    assert not DutyReminder.objects.filter(user=survivor).exists()


def test_of_saved_views_one_name_and_one_default_are_kept(gone, survivor, staff):
    for person in (gone, survivor):
        SavedView.objects.create(user=person, name="Wales", query=person.email)
    SavedView.objects.create(user=survivor, name="Mine", query="a", is_default=True)
    SavedView.objects.create(user=gone, name="Other", query="b", is_default=True)
    merged(gone, survivor, staff)
    views = SavedView.objects.filter(user=survivor)
    assert {view.name: view.query for view in views} == {"Wales": NEW, "Mine": "a", "Other": "b"}
    assert [view.name for view in views if view.is_default] == ["Mine"]


def test_a_calendar_s_address_is_closed_and_not_handed_on(gone, survivor, staff):
    calendar = DutyCalendar.objects.create(user=gone, token_hash="a" * 64)
    assert "Calendar of duties" in " ".join(actions.preview(gone, survivor).rules)
    merged(gone, survivor, staff)
    calendar.refresh_from_db()
    assert (calendar.user, calendar.revoked_at is None) == (gone, False)


def staff_role(gone, survivor):
    Role.objects.create(user=gone, name="press_officer", ends_on=TODAY)


def staff_invited(gone, survivor):
    Invitation.objects.create(email=NEW, user=survivor, role="policy_officer", expires_at=NOW)


def is_journalist(gone, survivor):
    Role.objects.create(user=survivor, name="journalist")


def closed(gone, survivor):
    User.objects.filter(pk=gone.pk).update(is_active=False)


def to_be_erased(gone, survivor):
    requests.ask(person=survivor, by=survivor)


def unproven(gone, survivor):
    EmailAddress.objects.filter(user=survivor).update(verified=False)


def never_signed_in(gone, survivor):
    User.objects.filter(pk=survivor.pk).update(last_login=None)


def without_password(gone, survivor):
    survivor.set_unusable_password()
    survivor.save()


def safer(gone, survivor):
    TOTP.activate(gone, generate_totp_secret())


def asks(asking, other):
    provider = other.roles.get(name="owner").provider
    Role.objects.create(user=asking, provider=provider, name="reader")
    consultation = make_consultation("CARE-1")
    Submission.objects.create(consultation=consultation, provider=provider, asked_at=NOW, asked_by=asking)


def asks_for_sign_off(gone, survivor):
    asks(survivor, gone)


def is_asked_for_sign_off(gone, survivor):
    Role.objects.filter(user=survivor).update(name="owner")
    asks(gone, survivor)


def had_another(gone, survivor):
    third = signed_in_once(make_person("third@hazelbank.example", "reader", survivor.roles.get().provider))
    UserMerge.objects.create(gone=third, survivor=survivor, changes="[]")


@pytest.mark.parametrize(
    ("arrange", "sentence"),
    [
        (staff_role, f"{OLD} acts or acted for the association or the press"),
        (staff_invited, f"{NEW} acts or acted for the association or the press, or is invited to"),
        (is_journalist, f"{NEW} acts or acted for the association or the press"),
        (closed, "is closed, or was erased"),
        (to_be_erased, f"{NEW} is to be erased"),
        (unproven, f"Nobody confirmed {NEW} yet"),
        (never_signed_in, f"Nobody ever signed in as {NEW}"),
        (without_password, f"Nobody ever signed in as {NEW}"),
        (safer, f"{OLD} has a second factor, and {NEW} has none"),
        (asks_for_sign_off, f"{NEW} asks the owners, of whom {OLD} is one"),
        (is_asked_for_sign_off, f"{OLD} asks the owners, of whom {NEW} is one"),
        (had_another, "third@hazelbank.example was merged into one of them less than a day ago"),
    ],
)
def test_what_stands_in_the_way_is_said_and_nothing_is_half_done(signed_in, gone, survivor, staff, arrange, sentence):
    arrange(gone, survivor)
    before = state()
    gone.refresh_from_db()
    survivor.refresh_from_db()
    with pytest.raises(ValidationError, match=sentence):
        merged(gone, survivor, staff)
    assert state() == before
    client, address = signed_in(staff), f"/staff/people/{gone.pk}/merge/{survivor.pk}/"
    page = text(client.get(address))
    assert sentence in page
    assert "Merge them" not in page
    assert client.post(address, {"sure": "on"}).status_code == 422


def test_nobody_is_merged_into_themselves_nor_twice(gone, survivor, staff):
    assert why_not_merged(gone, gone) == ["Choose another person: nobody is merged into themselves."]
    merged(gone, survivor, staff)
    gone.refresh_from_db()
    third = signed_in_once(make_person("third@hazelbank.example", "reader", survivor.roles.first().provider))
    for one, other in ((gone, third), (third, gone)):
        assert f"{OLD} is merged into another account already." in why_not_merged(one, other)
    UserMerge.objects.update(made_at=NOW - timedelta(days=2))
    actions.merge(gone=survivor, survivor=third, by=staff, although=True)
    gone.refresh_from_db()
    assert gone.latest == third


def test_the_database_merges_none_into_itself_and_none_twice(gone, survivor, staff):
    with pytest.raises(IntegrityError, match="user_merge_of_two"):
        UserMerge.objects.create(gone=gone, survivor=gone, changes="[]")


def test_the_database_keeps_one_merge_of_an_account_in_force(gone, survivor, staff):
    UserMerge.objects.create(gone=gone, survivor=survivor, changes="[]")
    with pytest.raises(IntegrityError, match="user_merge_once"):
        UserMerge.objects.create(gone=gone, survivor=staff, changes="[]")


def test_staff_choose_see_what_moves_and_say_that_they_asked(signed_in, gone, survivor, staff, rows):
    User.objects.filter(pk__in=[gone.pk, survivor.pk]).update(name="Ffion Rees")
    client = signed_in(staff)
    assert f"/staff/people/{gone.pk}/merge/" in client.get(f"/staff/people/{gone.pk}/").content.decode()
    address = f"/staff/people/{gone.pk}/merge/{survivor.pk}/"
    assert address in client.get(f"/staff/people/{gone.pk}/merge/").content.decode(), "of the same name"
    assert address in client.get(f"/staff/people/{gone.pk}/merge/?q={NEW}").content.decode()
    assert "Nobody else here is called" in text(client.get(f"/staff/people/{gone.pk}/merge/?q=nobody"))
    page = text(client.get(address))
    assert "Services Limited: comes to the account that is kept." in page
    assert "Saved views" in page
    assert (client.post(address, {}).status_code, UserMerge.objects.count()) == (422, 0)
    assert client.post(address, {"sure": "on"}).url == f"/staff/people/{survivor.pk}/"
    assert UserMerge.objects.get().by == staff
    assert OLD in text(client.get(f"/staff/people/{survivor.pk}/"))


def test_accounts_with_two_names_are_merged_when_somebody_says_for_itself_that_they_are_one(
    signed_in, gone, survivor, staff
):
    User.objects.filter(pk=gone.pk).update(name="Huw Evans")
    address, client = f"/staff/people/{gone.pk}/merge/{survivor.pk}/", signed_in(staff)
    page = text(client.get(address))
    assert "These accounts have different names:</strong> “Huw Evans” and “Ffion”." in page
    unsure = client.post(address, {"sure": "on"})
    assert (unsure.status_code, UserMerge.objects.count()) == (422, 0)
    with pytest.raises(ValidationError, match="Their names differ"):
        merged(gone, survivor, staff)
    client.post(address, {"sure": "on", "although": "on"})
    assert UserMerge.objects.get().names_differed
    assert "although the names differed" in text(client.get(f"/staff/people/{survivor.pk}/"))
    assert "although the names differed" in text(client.get(f"/staff/people/{gone.pk}/"))


@pytest.mark.parametrize(
    ("one", "two", "differ"),
    [
        ("Ffion Rees", "REES, Ffion", False),
        ("Siân", "Sian", False),
        ("Ffion Rees", "Ffion Evans", True),
        ("", "Ffion Rees", True),
    ],
)
def test_names_are_one_whatever_their_case_accents_and_order(one, two, differ):
    assert names_differ(User(name=one), User(name=two)) is differ


def test_of_one_name_nothing_more_is_asked(signed_in, gone, survivor, staff):
    page = text(signed_in(staff).get(f"/staff/people/{gone.pk}/merge/{survivor.pk}/"))
    assert "although the names differ" not in page
    assert not merged(gone, survivor, staff).names_differed


def test_the_other_owners_of_each_provider_are_told_who_acts_for_it(gone, survivor, staff, other_provider, provider):
    other = make_person("other@services.example", "owner", other_provider)
    make_person("colleague@services.example", "colleague", other_provider)
    make_person("owner@hazelbank.example", "owner", provider)
    done = merged(gone, survivor, staff)
    mail = OutboxMessage.objects.get(key__startswith=f"person-merged:{done.pk}:owner:")
    assert mail.user == other
    assert f"For {other_provider}, Ffion ({NEW}) is owner from now on." in mail.text
    assert no_longer_wanted(mail) == ""
    actions.take_back(merge=done, by=staff)
    undone = OutboxMessage.objects.get(key__startswith=f"person-unmerged:{done.pk}:owner:")
    assert (undone.user, no_longer_wanted(undone), no_longer_wanted(mail)) == (other, "", "It was taken back.")


def test_the_preview_asks_as_often_for_many_rows_as_for_few(gone, survivor, django_assert_num_queries):
    with django_assert_num_queries(21):
        actions.preview(gone, survivor)
    for at in range(9):
        Role.objects.create(user=gone, provider=make_provider(f"Ltd {at}"), name="reader")
        SavedView.objects.create(user=gone, name=f"View {at}", query="a")
    with django_assert_num_queries(21):
        actions.preview(gone, survivor)


def test_nobody_else_merges_or_takes_back(signed_in, gone, survivor, staff, press_officer):
    done = merged(gone, survivor, staff)
    for by in (survivor, press_officer):
        with pytest.raises(PermissionDenied):
            merged(survivor, gone, by)
        with pytest.raises(PermissionDenied):
            actions.take_back(merge=done, by=by)


def test_their_data_are_those_of_both_and_their_erasure_erases_both(
    gone, survivor, staff, django_capture_on_commit_callbacks
):
    Note.objects.create(provider=survivor.roles.get().provider, by=staff, happened_on=TODAY, words="Words", kind="call")
    SecurityEvent.objects.create(kind="address_read", user=gone, subject="home 77")
    merged(gone, survivor, staff)
    told = {section.title: section for section in held_about(survivor)}
    assert {row["email address"] for row in told["Your account"].rows} == {OLD, NEW}
    assert "home 77" in str(told["What you did that is recorded for security"].rows)
    trustee = make_person("trustee@association.example", "data_protection_trustee")
    Role.objects.filter(user=survivor).update(ends_on=TODAY)
    asked = requests.ask(person=survivor, by=survivor)
    with pytest.raises(ValidationError, match="Two accounts of theirs were made one. Wait until"):
        erasing.erase(erasure=asked, by=trustee)
    UserMerge.objects.update(made_at=NOW - timedelta(days=2))
    erasing.erase(erasure=asked, by=trustee)
    for person in (gone, survivor):
        person.refresh_from_db()
        assert person.email == f"erased-{person.pk}@erased.invalid"
    for account in (gone, survivor):
        assert not account.events.filter(email__in=[OLD, NEW]).exists()


def test_an_account_that_was_merged_is_erased_with_the_other(gone, survivor, staff):
    merged(gone, survivor, staff)
    gone.refresh_from_db()
    assert erasing.hindrance(gone) == f"This account was merged into another one of theirs, {NEW}. Erase that one."


def test_a_sheet_that_has_the_former_address_means_the_person(gone, survivor, staff, provider):
    merged(gone, survivor, staff)
    rows = [["Organisation", "Contact Name", "E-mail", "Role"], [provider.legal_name, "Ffion Rees", OLD, "Director"]]
    planned = plan_of(said(staff, rows), staff).entries[0]
    assert ([each.email for each in planned.known], planned.people) == ([OLD], [])


def test_what_is_settled_stays_with_the_account_under_which_it_was(gone, survivor, staff, provider, other_provider):
    taken = Invitation.objects.create(
        email=OLD, user=gone, role="reader", provider=provider, expires_at=NOW, accepted_at=NOW
    )
    applied = HomeSheet.objects.create(
        by=gone, provider=other_provider, name="a.csv", content="{}", state="applied", applied_at=NOW
    )
    sent = OutboxMessage.objects.create(key="test:sent", user=gone, subject="Out", text="Words", sent_at=NOW)
    left = OutboxMessage.objects.create(
        key="test:left", user=gone, subject="Not", text="Words", dropped_at=NOW, dropped_reason="Paid."
    )
    merged(gone, survivor, staff)
    for row in (taken, applied, sent, left):
        row.refresh_from_db()
    assert [taken.user, applied.by, sent.user, left.user] == [gone] * 4


def test_an_account_is_no_less_a_provider_s_for_an_invitation_that_it_took(gone, survivor, staff):
    Invitation.objects.create(email=NEW, user=survivor, role="journalist", expires_at=NOW, accepted_at=NOW)
    assert why_not_merged(gone, survivor) == []


def test_another_address_that_was_confirmed_is_not_the_one_that_signs_in(gone, survivor):
    unproven(gone, survivor)
    EmailAddress.objects.create(user=survivor, email="former@hazelbank.example", verified=True)
    assert [words for words in why_not_merged(gone, survivor) if "Nobody confirmed" in words] != []


def test_what_was_merged_lately_is_not_merged_on(gone, survivor, staff):
    third = signed_in_once(make_person("third@hazelbank.example", "reader", survivor.roles.get().provider))
    merged(gone, survivor, staff)
    for one, other in ((survivor, third), (third, survivor)):
        assert [words for words in why_not_merged(one, other) if "less than a day ago" in words] != []


def test_views_of_one_name_on_two_pages_are_two(gone, survivor, staff):
    SavedView.objects.create(user=survivor, name="Wales", query="a")
    SavedView.objects.create(user=gone, name="Wales", query="b", page="members:membership_list")
    SavedView.objects.create(user=gone, name="First", query="c", page="members:membership_list", is_default=True)
    SavedView.objects.create(user=survivor, name="Mine", query="d", is_default=True)
    merged(gone, survivor, staff)
    views = SavedView.objects.filter(user=survivor)
    assert views.filter(name="Wales").count() == 2
    assert {view.name for view in views if view.is_default} == {"First", "Mine"}


def test_roles_of_other_providers_and_of_days_to_come_are_no_stronger(gone, survivor, staff, provider):
    reader = Role.objects.create(user=survivor, provider=make_provider("Third Ltd"), name="reader")
    soon = Role.objects.create(user=gone, provider=provider, name="owner", starts_on=TODAY + timedelta(days=3))
    ended = Role.objects.create(user=gone, provider=provider, name="finance_contact", ends_on=TODAY)
    merged(gone, survivor, staff)
    for role in (reader, soon, ended):
        role.refresh_from_db()
    assert (reader.ends_on, soon.user, ended.user) == (None, survivor, gone)
    assert survivor.roles.current().filter(provider=provider, name="colleague").exists()


def test_a_twin_that_begins_later_ends_on_the_day_on_which_it_begins(gone, survivor, staff, provider):
    first = TODAY + timedelta(days=3)
    later = Role.objects.create(user=gone, provider=provider, name="colleague", starts_on=first)
    merged(gone, survivor, staff)
    later.refresh_from_db()
    assert (later.user, later.ends_on) == (gone, first)


def test_two_roles_of_one_account_are_left_as_they_were(gone, survivor, staff, other_provider):
    own = Role.objects.create(user=gone, provider=other_provider, name="reader")
    merged(gone, survivor, staff)
    own.refresh_from_db()
    assert (own.user, own.ends_on) == (survivor, None)


def test_a_wish_of_the_account_that_is_kept_stays_as_it_was_given(gone, survivor, staff):
    suppress(email=OLD, reason="complaint", evidence="Marked as spam")
    suppress(email=NEW, reason="unsubscribed", evidence="Their own link")
    merged(gone, survivor, staff)
    assert current().get(email_sha256=email_hash(NEW)).evidence == "Their own link"


def test_taking_back_signs_the_kept_account_out(signed_in, gone, survivor, staff):
    own = signed_in(survivor)
    own.get("/your-data/")
    key = own.session.session_key
    UserSession.objects.get_or_create(user=survivor, session_key=key, defaults={"ip": "127.0.0.1"})
    done = merged(gone, survivor, staff)
    assert own.get("/your-data/").status_code == 200
    actions.take_back(merge=done, by=staff)
    assert own.get("/your-data/").status_code == 302


def test_a_twin_that_both_have_through_the_parent_stays_so(gone, survivor, staff, provider):
    for person in (gone, survivor):
        Role.objects.create(user=person, provider=provider, name="owner", through_parent=True)
    merged(gone, survivor, staff)
    assert survivor.roles.current().get(provider=provider, name="owner").through_parent


def test_an_account_that_is_erased_already_is_not_erased_once_more(gone, survivor, staff):
    merged(gone, survivor, staff)
    UserMerge.objects.update(made_at=NOW - timedelta(days=2))
    User.objects.filter(pk=gone.pk).update(email=erasing.nobodys(gone.pk))
    Role.objects.filter(user=survivor).update(ends_on=TODAY)
    trustee = make_person("trustee@association.example", "data_protection_trustee")
    erasing.erase(erasure=requests.ask(person=survivor, by=survivor), by=trustee)
    assert [erasure.user for erasure in Erasure.objects.all()] == [survivor]
