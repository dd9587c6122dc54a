"""The one rule of who reads what and when: every page, list, feed, search and file asks here."""

from django.db import models
from django.db.models import Exists, Q

from members.membership import own_members
from people.access import is_staff, permissions_of
from publishing import clock
from publishing.kinds import KINDS, kinds_with
from publishing.workflow import OPEN, EditionState


class EditionVisibility(models.QuerySet):
    """The part of `Edition.objects` that says who may read."""

    def public(self):
        """The editions that anyone may read now, by the database's clock. The one rule; every exit uses it."""
        return self._begun().filter(publication__audience="public")

    def for_members(self, user):
        """What members may read now: for the people of a provider in membership, and for staff. Nobody else any."""
        texts = self._begun().filter(publication__audience="members")
        return texts if is_staff(user) else texts.filter(Exists(own_members(user)))

    def in_force(self):
        """The editions whose time it is, whomever they are for: a page must also ask for the audience."""
        return self._begun().filter(Q(expires_on=None) | Q(expires_on__gte=clock.today()))

    def expired(self):
        """The editions that would be in force had the last day of their use not passed."""
        return self._begun().filter(expires_on__lt=clock.today())

    def coming(self):
        """Drafts, what waits for approval, and what is approved for a time to come."""
        scheduled = Q(public_during__startswith__gt=clock.now())
        return self.filter(Q(state__in=OPEN) | scheduled, publication__removed_at=None)

    def in_state(self, state: str):
        """Those of which a staff page says a state: the stored ones, and those that the clock tells."""
        if state in {*OPEN, EditionState.DISCARDED}:
            return self.filter(state=state)
        if state == "removed":
            return self.filter(state=EditionState.APPROVED).exclude(publication__removed_at=None)
        if state == "withheld":
            return self.withheld()
        now, not_removed = clock.now(), self.filter(publication__removed_at=None)
        if state == "scheduled":
            return not_removed.filter(public_during__startswith__gt=now)
        if state == "replaced":
            return not_removed.filter(public_during__endswith__lte=now)
        shown = not_removed.filter(public_during__contains=now, withheld_at=None)
        return shown.filter(withdrawn_at__isnull=state != "withdrawn")

    def not_replaced(self):
        """All but those in whose place another version is public."""
        return self.filter(
            Q(public_during=None) | Q(public_during__upper_inf=True) | Q(public_during__endswith__gt=clock.now())
        )

    def _begun(self):
        times = {"first_public_at__lte": clock.now(), "public_during__contains": clock.now()}
        return self.filter(publication__removed_at=None, withheld_at=None, **times)

    def replaced(self):
        """The editions that were public until a later one took their place: readable at an address of their own."""
        return self.filter(
            publication__audience="public",
            publication__removed_at=None,
            withheld_at=None,
            public_during__endswith__lte=clock.now(),
        )

    def withheld(self):
        """Those that nobody reads for now, where no other version has taken their place."""
        return self.not_replaced().filter(withheld_at__isnull=False, publication__removed_at=None)

    def under_embargo_for(self, user):
        """What a reader may read before its time, the next to be public first.

        A grant opens the approved versions of its text, or of the releases on its topic, until they are public: by the
        database's clock, and only while the reader is accredited and keeps to the terms.
        """
        from publishing.models.grant import RELEASES, EmbargoGrant  # noqa: PLC0415 - the models name each other

        grants = EmbargoGrant.objects.opening_for(user)
        on_topic = Q(topic__in=grants.values("topic"), publication__kind_name__in=RELEASES)
        waiting = self.filter(public_during__startswith__gt=clock.now())
        open_texts = waiting.filter(publication__audience="public", publication__removed_at=None)
        given = Q(publication__in=grants.values("publication"))
        return open_texts.filter(given | on_topic).order_by("public_during", "pk")

    def visible_to(self, user):
        """For staff: editions of the kinds that they may write or approve, in any state."""
        return self.filter(publication__kind_name__in=kinds_with(permissions_of(user)))

    def awaiting_approval_by(self, user):
        """Submitted editions that the user may approve: of their kinds, and none of their own."""
        names = [kind.name for kind in KINDS.values() if kind.approve in permissions_of(user)]
        submitted = self.filter(state=EditionState.SUBMITTED, publication__removed_at=None)
        return submitted.filter(publication__kind_name__in=names).exclude(authors=user)
