"""Mails that waited are asked again at the last moment whether they are still true, and still for whom they were."""

import re
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.test import TestCase
from django.utils import timezone

from duties import actions as duties
from duties.models import DutyReminder
from duties.overview.queries import items_of
from homes import actions as homes
from media_releases import actions as press
from media_releases.models import Accreditation
from members.outbox_checks import NO_ROLE
from members.reminders.actions import remind as remind_of_renewals
from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from people.actions import end_role
from people.models import Invitation
from people.outbox_checks import NOT_OWNER
from publishing import actions as publishing
from publishing.models import EmbargoGrant, Quotation, UrgentReview
from tests import world
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_rule

KEY = re.compile(r'(?:key|cause|key, subject) = f"([a-z-]+):|key=f"([a-z-]+):|tell_holders\(.*"([a-z-]+)"\)')
WORDS = {"title": "Homes are closing", "summary": "In short, what we say and why it matters.", "body": "<p>Words.</p>"}


def test_every_kind_of_mail_says_whether_it_can_become_untrue():
    root = Path(settings.BASE_DIR)
    sources = [path.read_text() for app in settings.LAYERS for path in (root / app).rglob("*.py")]
    found = {kind for source in sources for groups in KEY.findall(source) for kind in groups if kind}
    assert len(found) > 15
    assert found - {"bulletin"} <= set(settings.OUTBOX_CHECKS)


class OutboxChecksTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = world.ready()
        cls.people = cls.world.people
        cls.today = timezone.localdate()

    def reason(self, start: str) -> str:
        """Why the only mail whose key starts so must not go out any more."""
        return no_longer_wanted(OutboxMessage.objects.select_related("user").get(key__startswith=start))

    def owner(self):
        provider = make_provider("Ash Homes Ltd")
        return make_person("owner@ash.example", "owner", provider), provider

    def test_a_reminder_of_a_term_that_was_renewed(self):
        _, provider = self.owner()
        ends_on = self.today + timedelta(days=10)
        dates = {"starts_on": ends_on - timedelta(days=364), "ends_on": ends_on}
        facts = {"band": "1 to 3 homes", "dues": 480, "homes_counted": 1}
        term = provider.terms.create(**dates, **facts)
        make_rule()
        remind_of_renewals(today=self.today)
        assert self.reason(f"renewal-reminder:{term.pk}") == ""
        later = {"starts_on": ends_on + timedelta(days=1), "ends_on": ends_on + timedelta(days=365)}
        provider.terms.create(**later, **facts)
        assert self.reason(f"renewal-reminder:{term.pk}") == "The membership was renewed, or has ended."

    def test_a_reminder_to_someone_who_is_no_owner_any_more(self):
        owner, provider = self.owner()
        make_person("second@ash.example", "owner", provider)
        ends_on = self.today + timedelta(days=10)
        dates = {"starts_on": ends_on - timedelta(days=364), "ends_on": ends_on}
        term = provider.terms.create(**dates, band="1 to 3 homes", dues=480, homes_counted=1)
        make_rule()
        remind_of_renewals(today=self.today)
        end_role(role=owner.roles.get(), reason="Left")
        assert self.reason(f"renewal-reminder:{term.pk}:{owner.pk}") == NO_ROLE

    def test_another_address_that_was_dropped_or_is_for_others_to_approve(self):
        text = self.world.release.publication
        publishing.propose_move(publication=text, by=self.people["press"], slug="elsewhere")
        start = f"move:{text.pk}:/press/elsewhere/:{self.people['chief'].pk}"
        assert self.reason(start) == ""
        roles = self.people["chief"].roles
        roles.update(ends_on=self.today)
        assert self.reason(start) == "No longer theirs to decide."
        roles.update(ends_on=None)
        publishing.drop_move(publication=text, by=self.people["press"])
        assert self.reason(start) == "Someone has decided it."

    def test_a_refusal_of_a_claim_to_someone_who_left(self):
        homes.refuse(home=self.world.claimed, by=self.people["members"], reason="Not theirs")
        start = f"claim-refused:{self.world.claimed.pk}"
        assert self.reason(start) == ""
        self.people["outsider"].roles.update(ends_on=self.today)
        assert self.reason(start) == NOT_OWNER

    def test_a_transfer_that_was_asked_for_and_was_taken_back_or_is_told_to_someone_who_left(self):
        asks = {"provider": self.world.larkfield, "by": self.people["outsider"]}
        claim = homes.claim(urn="9000001", takes_over=True, **asks)
        starts = [f"transfer-asked:{claim.pk}:{self.people[name].pk}" for name in ("owner", "members")]
        assert [self.reason(start) for start in starts] == ["", ""]
        for name in ("owner", "members"):
            self.people[name].roles.update(ends_on=self.today)
        assert [self.reason(start) for start in starts] == [NOT_OWNER, NOT_OWNER]
        homes.take_back(home=claim, by=self.people["outsider"])
        assert [self.reason(start) for start in starts] == ["It does not wait any more."] * 2

    def test_duties_to_someone_who_sees_no_homes_any_more(self):
        owner = self.people["owner"]
        DutyReminder.objects.create(user=owner, frequency="when_due", told_until=self.today - timedelta(days=400))
        home, facts = self.world.home, {"slug": "england-44", "today": self.today, "by": owner}
        duties.mark_done(home=home, done_on=self.today - timedelta(days=220), **facts)
        duties.remind_of_duties(today=self.today)
        assert self.reason(f"duties:{owner.pk}") == ""
        owner.roles.update(ends_on=self.today)
        assert self.reason(f"duties:{owner.pk}") == "Nothing falls due any more."

    def test_a_request_for_sign_off_to_someone_who_may_not_any_more_or_for_a_text_that_is_decided(self):
        edition = publishing.start(kind="media_release", by=self.people["press"], **WORDS)
        edition = publishing.submit(edition=edition, by=self.people["press"])
        start, chief = f"sign-off:{edition.pk}:", self.people["chief"]
        mail = OutboxMessage.objects.get(key__startswith=start, user=chief)
        assert no_longer_wanted(mail) == ""
        chief.roles.update(ends_on=self.today)
        assert no_longer_wanted(mail) == "No longer theirs to decide."
        type(edition).objects.filter(pk=edition.pk).update(state="draft")
        assert no_longer_wanted(mail) == "Someone has decided it."

    def test_an_emergency_that_was_reviewed(self):
        review = UrgentReview.objects.unreviewed().first()
        mail = OutboxMessage.objects.filter(key__startswith=f"urgent:{review.pk}:").first()
        assert no_longer_wanted(mail) == ""
        UrgentReview.objects.filter(pk=review.pk).update(reviewed_at=timezone.now(), verdict="stands")
        assert no_longer_wanted(mail) == "It has been reviewed."

    def test_a_quotation_that_was_approved(self):
        mail = OutboxMessage.objects.filter(key__startswith="quotation:").first()
        assert no_longer_wanted(mail) == ""
        Quotation.objects.filter(pk=mail.key.split(":")[1]).update(words="Other words")
        assert no_longer_wanted(mail) == "Someone has decided it."

    def test_a_grant_that_ended_and_an_accreditation_that_was_suspended(self):
        grant = EmbargoGrant.objects.in_force().filter(user=self.people["journalist"]).first()
        start = f"embargo-grant:{grant.pk}"
        accreditation = Accreditation.objects.get(user=grant.user, state="accepted")
        assert (self.reason(start), self.reason(f"accreditation:{accreditation.pk}")) == ("", "")
        until = self.today + timedelta(days=90)
        press.suspend(accreditation=accreditation, by=self.people["press"], reason="Printed it", until=until)
        assert self.reason(start) == "The grant has ended."
        assert self.reason(f"accreditation:{accreditation.pk}") == "The accreditation has changed since."
        assert self.reason(f"accreditation-suspended:{accreditation.pk}") == ""

    def asked(self, key: str, user=None, **facts) -> str:
        """Why a mail of this key must not go out any more; nothing while it is true."""
        return no_longer_wanted(OutboxMessage(key=key, user=user, **facts))

    def test_a_request_for_sign_off_of_a_text_that_was_removed_or_is_gone(self):
        press, chief = self.people["press"], self.people["chief"]
        text = self.world.release.publication
        following = publishing.start_next(publication=text, by=press)
        type(following).objects.filter(pk=following.pk).update(is_minor=True)
        following = publishing.submit(edition=following, by=press)
        key = f"sign-off:{following.pk}:1:{chief.pk}"
        assert self.asked(key, chief) == ""
        publishing.remove(publication=text, by=chief, reason="Wrong")
        assert self.asked(key, chief) == "Someone has decided it."
        assert self.asked(f"sign-off:0:1:{chief.pk}", chief) == "Someone has decided it."

    def test_a_text_that_was_sent_back_and_submitted_again(self):
        press = self.people["press"]
        assert self.asked(f"sent-back:{self.world.draft.pk}:1:{press.pk}", press) == ""
        for decided in (self.world.submitted, self.world.release, self.world.discarded):
            said = self.asked(f"sent-back:{decided.pk}:1:{press.pk}", press)
            assert said == "It has been submitted again."

    def test_another_address_of_a_text_that_was_removed(self):
        text, chief = self.world.release.publication, self.people["chief"]
        publishing.propose_move(publication=text, by=self.people["press"], slug="elsewhere")
        key = f"move:{text.pk}:/press/elsewhere/:{chief.pk}"
        assert self.asked(key.replace("elsewhere", "nowhere"), chief) == "Someone has decided it."
        type(text).objects.filter(pk=text.pk).update(
            removed_at=timezone.now(), removed_by=chief, removed_reason="Wrong", proposed_path="/press/elsewhere/"
        )
        assert self.asked(key, chief) == "Someone has decided it."

    def test_a_quotation_that_is_another_s_or_approved_by_its_speaker(self):
        quotation, speaker = self.world.quotation, self.people["members"]
        key = f"quotation:{quotation.pk}:{quotation.seal[:16]}:{speaker.pk}"
        assert self.asked(key, speaker) == ""
        assert self.asked(key, self.people["chief"]) == "Someone has decided it."
        publishing.approve_quotation(quotation=quotation, by=speaker, seen=quotation.seal)
        assert self.asked(key, speaker) == "Someone has decided it."

    def test_a_quotation_that_is_back_until_its_words_its_answer_or_its_text_change(self):
        quotation, press = self.world.quotation, self.people["press"]
        key = f"quotation-back:{quotation.pk}:{quotation.seal[:16]}:{press.pk}"
        changed = "The words were changed since."
        assert self.asked(key, press) == changed
        publishing.send_back_quotation(quotation=quotation, by=self.people["members"], reason="Not mine")
        assert self.asked(key, press) == ""
        assert self.asked(key.replace(quotation.seal[:16], "0" * 16), press) == changed
        publishing.discard_draft(edition=quotation.edition, by=press)
        assert self.asked(key, press) == changed

    def test_an_embargo_that_is_for_others_was_taken_back_or_is_over(self):
        coming, chief, reader = self.world.embargoed, self.people["chief"], self.people["journalist"]
        key, over = f"embargo:{coming.pk}:1:{reader.pk}", "It is not under embargo for them any more."
        lifted, not_public = key.replace("embargo:", "embargo-lifted:"), "The text is not public any more."
        assert self.asked(key, reader) == ""
        assert self.asked(key, self.people["owner"]) == over
        assert self.asked(f"embargo:{self.world.scheduled.pk}:1:{reader.pk}", reader) == over, "no grant is on it"
        assert self.asked(lifted, reader) == not_public
        following = publishing.pull(edition=coming, by=chief, reason="Wait")
        assert self.asked(f"embargo:{following.pk}:1:{reader.pk}", reader) == over
        author = self.people["press"]
        following = publishing.submit(edition=following, by=author)
        later = timezone.now() + timedelta(days=1)
        approval = {"by": chief, "seen": following.content_hash, "public_from": later}
        coming = publishing.approve(edition=following, **approval)
        key, lifted = f"embargo:{coming.pk}:1:{reader.pk}", f"embargo-lifted:{coming.pk}:1:{reader.pk}"
        assert self.asked(key, reader) == ""
        publishing.publish_now(edition=coming, by=chief, reason="It leaked")
        assert self.asked(key, reader) == over
        assert self.asked(lifted, reader) == ""
        publishing.remove(publication=coming.publication, by=chief, reason="Wrong")
        assert self.asked(lifted, reader) == not_public

    def test_an_embargo_for_someone_whose_accreditation_or_grant_is_over(self):
        grant, reader = self.world.grant, self.people["journalist"]
        text, given = f"embargo:{self.world.embargoed.pk}:1:{reader.pk}", f"embargo-grant:{grant.pk}"
        assert (self.asked(text, reader), self.asked(given, reader)) == ("", "")
        reader.roles.update(ends_on=self.today)
        over = ("It is not under embargo for them any more.", "The grant has ended.")
        assert (self.asked(text, reader), self.asked(given, reader)) == over
        reader.roles.update(ends_on=None)
        publishing.end_grant(grant=grant, by=self.people["chief"], reason="Printed it")
        assert (self.asked(text, reader), self.asked(given, reader)) == over

    def test_changes_on_the_register_that_are_decided_elsewhere_or_not_theirs(self):
        proposal, owner = self.world.proposal, self.people["owner"]
        hazel, larkfield = self.world.hazel, self.world.larkfield
        decided, key = (
            "Everything in it has been decided.",
            f"register-changes:{proposal.file_id}:{hazel.pk}:{owner.pk}",
        )
        assert self.asked(key, owner) == ""
        assert self.asked(key, self.people["outsider"]) == NOT_OWNER
        assert self.asked(key, make_person("col@hazelbank.example", "colleague", hazel)) == NOT_OWNER
        assert self.asked(f"register-changes:0:{hazel.pk}:{owner.pk}", owner) == decided, "of another list"
        outsider = self.people["outsider"]
        other = f"register-changes:{proposal.file_id}:{larkfield.pk}:{outsider.pk}"
        assert self.asked(other, outsider) == decided, "of another provider"
        homes.dismiss_proposal(proposal=proposal, by=owner)
        assert self.asked(key, owner) == decided
        owner.roles.update(ends_on=self.today)
        assert self.asked(key, owner) == NOT_OWNER

    def test_duties_of_which_one_falls_due_soon_is_overdue_or_neither(self):
        owner, provider = self.owner()
        home = homes.confirm(home=homes.claim(urn="9000003", provider=provider, by=owner), by=self.people["members"])
        home.during = type(home.during)(self.today - timedelta(days=700), None)
        home.save()
        key, done = f"duties:{owner.pk}:{self.today}", "Nothing falls due any more."

        def say(days_ago, slug="england-16"):
            on = {"today": self.today, "done_on": self.today - timedelta(days=days_ago)}
            duties.mark_done(home=home, slug=slug, by=owner, **on)
            return self.asked(key, owner)

        assert self.asked(key, owner) == "", "the first of many is overdue"
        for slug in items_of(home, self.today).keys() - {"england-16"}:
            say(0, slug)
        assert say(500) == "", "overdue"
        assert say(360) == "", "due soon"
        assert say(0) == done, "in order"

    def test_a_suspension_that_was_lifted(self):
        accredited = self.world.accredited
        key = f"accreditation-suspended:{accredited.pk}"
        assert self.asked(key, accredited.user) == "The accreditation has changed since."

    def test_an_invitation_or_an_account_s_link_that_is_too_old(self):
        invitation, own = self.world.invitation, self.world.own_role
        kept = {f"invitation:{invitation.pk}": "The invitation is used or void."}
        kept[f"own-role:{own.pk}:{self.people['admin'].pk}"] = "It does not wait any more."
        for key, reason in kept.items():
            assert self.asked(key, self.people["admin"]) == ""
            row = Invitation.objects.filter(pk=key.split(":")[1])
            row.update(expires_at=timezone.now())
            assert self.asked(key, self.people["admin"]) == reason
            row.update(expires_at=timezone.now() + timedelta(days=1))
        Invitation.objects.filter(pk=own.pk).update(confirmed_at=timezone.now(), confirmed_by=self.people["admin"])
        assert self.asked(f"own-role:{own.pk}:1", self.people["admin"]) == "It does not wait any more."
        lasts = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        for age, reason in ((lasts - timedelta(minutes=1), ""), (lasts, "The link in it is too old.")):
            made = {"email": "any@example.org", "created_at": timezone.now() - age}
            assert self.asked("account:1:reset", **made) == reason
