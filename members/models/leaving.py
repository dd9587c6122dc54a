from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cleaning.constraint import shows_lines
from encryption import EncryptedTextField
from history import track
from members.models.owned import OwnedQuerySet
from members.models.term import Term

IN_FORCE = Q(taken_back_at=None)


class LeavingQuerySet(OwnedQuerySet):
    def in_force(self):
        """Those that nobody took back."""
        return self.filter(IN_FORCE)

    def unfollowed(self):
        """Those in force after which nobody admitted it again: what still is to be read beside its status."""
        again = Term.objects.that_begin().filter(provider=OuterRef("provider"), starts_on__gt=OuterRef("last_day"))
        return self.in_force().filter(~Exists(again))


@track()
class Leaving(models.Model):
    """That a membership ends or ended, on which day and why, and who told the association.

    What ends it are the dates of its terms (`Term.resigned_on`), unless it had run out before anybody said why.
    """

    class Reason(models.TextChoices):
        DUES = "dues", "The dues are too high"
        VALUE = "value", "It gets too little from being a member"
        ELSEWHERE = "elsewhere", "It joined another body"
        DISAGREES = "disagrees", "It disagrees with what we say or do"
        CLOSED = "closed", "It closes, or gives up its homes"
        SOLD = "sold", "Another provider takes it over"
        OTHER = "other", "Something else"
        UNPAID = "unpaid", "It did not pay"
        REMOVED = "removed", "We ended its membership"

    # What the association says, and no provider of itself.
    OURS = (Reason.UNPAID, Reason.REMOVED)

    provider = models.ForeignKey("people.Provider", models.CASCADE, related_name="leavings")
    last_day = models.DateField("last day of membership")
    ran_out = models.BooleanField(default=False)  # it had ended before: only the reason is new
    ended = models.JSONField(default=list, db_default=[], editable=False)  # ids of the terms that it ended
    reason = models.CharField("why", max_length=10, choices=Reason)
    words = models.TextField("in their words", max_length=2000, blank=True)
    told_on = models.DateField("told on", default=timezone.localdate)
    said_by = EncryptedTextField("who said so", blank=True)  # blank: whoever entered it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = LeavingQuerySet.as_manager()

    class Meta:
        ordering = ["-last_day", "-pk"]
        constraints = [
            shows_lines("words", name="leaving_words", may_be_empty=True),
            models.CheckConstraint(condition=~Q(reason="other") | ~Q(words=""), name="leaving_other_in_words"),
            models.UniqueConstraint(fields=["provider", "last_day"], condition=IN_FORCE, name="leaving_once"),
        ]

    def __str__(self):
        return f"{self.provider}, {self.last_day:%-d %B %Y}"

    @property
    def can_be_taken_back(self) -> bool:
        """Whether what it did is known: of old rows it is not."""
        return self.ran_out or bool(self.ended)

    @property
    def can_be_taken_back_by_owner(self) -> bool:
        """Whether it is the provider's own word, and its last day has not passed."""
        return self.can_be_taken_back and self.reason not in self.OURS and self.last_day >= timezone.localdate()
