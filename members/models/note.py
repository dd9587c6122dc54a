from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cleaning.constraint import shows, shows_lines
from history import track
from people.access import Permission, can
from people.models.faults import FaultsByField

LONGEST = 4000


class NoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Membership staff alone: what they say of a provider is not for its people, unless one asks for their data."""
        return self if can(user, Permission.MEMBERSHIP_MANAGE) else self.none()

    def with_action(self):
        """Those that say what is to be done next and of which it is not done yet, the first that falls due first."""
        return self.exclude(next_action="").filter(done_at=None).order_by("due_on", "pk")


@track()
class Note(FaultsByField):
    """What was said with a provider or about it, and what is to be done next, by whom and until when."""

    class Kind(models.TextChoices):
        CALL = "call", "Call"
        MEETING = "meeting", "Meeting"
        EMAIL = "email", "E-mail"
        NOTE = "note", "Note"

    provider = models.ForeignKey("people.Provider", models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.CALL)
    happened_on = models.DateField("on", default=timezone.localdate)
    words = models.TextField("what was said", max_length=LONGEST)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    next_action = models.CharField("what is to be done next", max_length=200, blank=True)
    due_on = models.DateField("by", null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="who does it"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [
            shows_lines("words", name="note_words"),
            shows("next_action", name="note_next_action", may_be_empty=True),
            models.CheckConstraint(
                condition=Q(next_action="") | Q(due_on__isnull=False),
                name="note_action_has_a_day",
                violation_error_code="due_on",
                violation_error_message="Say by when, so that it comes up on the first screen.",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | ~Q(next_action=""),
                name="note_day_is_of_an_action",
                violation_error_code="next_action",
                violation_error_message="Say what is to be done by that day, or leave the day out.",
            ),
            models.CheckConstraint(condition=Q(done_at=None) | ~Q(next_action=""), name="note_done_is_an_action"),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_at=None) & ~Q(next_action=""), name="note_to_do")]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.happened_on}"

    @property
    def is_late(self) -> bool:
        """Whether what is to be done is not done, after its day."""
        return bool(self.due_on and not self.done_at and self.due_on < timezone.localdate())
