"""Mails that waited are asked again at the last moment whether they are still true, and still for whom they were."""

import re
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.test import TestCase
from django.utils import timezone

from homes import actions as homes
from homes.models import DutyReminder
from media_releases import actions as press
from media_releases.models import Accreditation
from members.actions import remind_of_renewals
from people.actions import end_role
from people.emails import no_longer_wanted
from people.models import Notice
from people.outbox_checks import NOT_OWNER
from publishing import actions as publishing
from publishing.models import EmbargoGrant, Quotation, UrgentReview
from tests import world
from tests.conftest import make_person, make_provider

KEY = re.compile(r'(?:key|cause|key, subject) = f"([a-z-]+):|key=f"([a-z-]+):|tell_holders\(.*"([a-z-]+)"\)')
WORDS = {"title": "Homes are closing", "summary": "In short, what we say and why it matters.", "body": "<p>Words.</p>"}


def test_every_kind_of_mail_says_whether_it_can_become_untrue():
    root = Path(settings.BASE_DIR)
    sources = [path.read_text() for app in settings.HOUSE for path in (root / app).rglob("*.py")]
    found = {kind for source in sources for groups in KEY.findall(source) for kind in groups if kind}
    assert len(found) > 15
    assert found - {"bulletin"} <= set(settings.OUTBOX_CHECKS)


class OutboxChecksTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = world.build()
        cls.people = cls.world.people
        cls.today = timezone.localdate()

    def reason(self, start: str) -> str:
        """Why the only mail whose key starts so must not go out any more."""
        return no_longer_wanted(Notice.objects.select_related("user").get(key__startswith=start))

    def owner(self):
        provider = make_provider("Ash Homes Ltd")
        return make_person("owner@ash.example", "owner", provider), provider

    def test_a_reminder_of_a_term_that_was_renewed(self):
        _, provider = self.owner()
        ends_on = self.today + timedelta(days=10)
        dates = {"starts_on": ends_on - timedelta(days=364), "ends_on": ends_on}
        facts = {"band": "1 to 3 homes", "dues": 480, "homes_counted": 1}
        term = provider.terms.create(**dates, **facts)
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
        remind_of_renewals(today=self.today)
        end_role(role=owner.roles.get(), reason="Left")
        assert self.reason(f"renewal-reminder:{term.pk}:{owner.pk}") == NOT_OWNER

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

    def test_duties_to_someone_who_sees_no_homes_any_more(self):
        owner = self.people["owner"]
        DutyReminder.objects.create(user=owner, rhythm="when_due", told_until=self.today - timedelta(days=400))
        home, facts = self.world.home, {"slug": "england-44", "today": self.today, "by": owner}
        homes.mark_done(home=home, done_on=self.today - timedelta(days=220), **facts)
        homes.remind_of_duties(today=self.today)
        assert self.reason(f"duties:{owner.pk}") == ""
        owner.roles.update(ends_on=self.today)
        assert self.reason(f"duties:{owner.pk}") == "Nothing falls due any more."

    def test_a_request_for_sign_off_to_someone_who_may_not_any_more_or_for_a_text_that_is_decided(self):
        edition = publishing.start(kind="media_release", by=self.people["press"], **WORDS)
        edition = publishing.submit(edition=edition, by=self.people["press"])
        start, chief = f"sign-off:{edition.pk}:", self.people["chief"]
        mail = Notice.objects.get(key__startswith=start, user=chief)
        assert no_longer_wanted(mail) == ""
        chief.roles.update(ends_on=self.today)
        assert no_longer_wanted(mail) == "No longer theirs to decide."
        type(edition).objects.filter(pk=edition.pk).update(state="draft")
        assert no_longer_wanted(mail) == "Someone has decided it."

    def test_an_emergency_that_was_reviewed(self):
        review = UrgentReview.objects.unreviewed().first()
        mail = Notice.objects.filter(key__startswith=f"urgent:{review.pk}:").first()
        assert no_longer_wanted(mail) == ""
        UrgentReview.objects.filter(pk=review.pk).update(reviewed_at=timezone.now(), verdict="stands")
        assert no_longer_wanted(mail) == "It has been reviewed."

    def test_a_quotation_that_was_approved(self):
        mail = Notice.objects.filter(key__startswith="quotation:").first()
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
