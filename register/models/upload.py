from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from people.access import Permission, can

MOST_ATTEMPTS = 3
# Longer than a task may run (CELERY_TASK_TIME_LIMIT): whoever took it before is dead by then.
TAKEN_FOR = timedelta(minutes=7)


class RegisterUploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if can(user, Permission.REGISTER_VIEW) else self.none()

    def waiting(self):
        return self.filter(state=RegisterUpload.State.WAITING)

    def free(self):
        """Waiting, and in no worker's hands."""
        taken = models.Q(started_at__gt=timezone.now() - TAKEN_FOR)
        return self.waiting().exclude(taken)


class RegisterUpload(models.Model):
    """A file of the register that staff sent, until a worker has loaded or refused it. Its bytes go with that."""

    class State(models.TextChoices):
        WAITING = "waiting", "Being loaded"
        LOADED = "loaded", "Loaded"
        REPEATED = "repeated", "Loaded before"
        REFUSED = "refused", "Refused"

    name = models.CharField(max_length=200)
    raw = models.BinaryField(null=True)
    as_at = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.TextField("why it is refused", blank=True)
    file = models.ForeignKey("register.RegisterFile", models.SET_NULL, null=True, blank=True, related_name="uploads")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # from which no worker came back
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = RegisterUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting", raw__isnull=False, finished_at=None)
                | (~models.Q(state="waiting") & models.Q(raw=None, finished_at__isnull=False)),
                name="register_upload_waits_with_its_bytes",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(why=""), name="register_upload_refused_with_reason"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("register:register_upload_detail", args=[self.pk])

    @property
    def system_name(self) -> str:
        """Which file it is, for whoever runs the portal."""
        return f"Register file {self.name}"
