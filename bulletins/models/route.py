from django.db import models
from django.utils import timezone

from jobs.backoff import probe_after

MAILER = "bulletins"


class MailRouteManager(models.Manager):
    def for_bulletins(self) -> "MailRoute":
        """The route that bulletins take."""
        return self.get_or_create(mailer=MAILER)[0]


class MailRoute(models.Model):
    """A way out for mail, by its name in `settings.MAILERS`, which holds its host and credentials.

    A route that fails is left alone for a while, longer each time. It sets no limit of speed: one worker
    sends one bulletin, a message at a time.
    """

    mailer = models.CharField(max_length=40, unique=True)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    blocked_until = models.DateTimeField(null=True, blank=True)

    objects = MailRouteManager()

    def __str__(self):
        return self.mailer

    def block(self) -> None:
        """Leave the route alone for a while, longer after each further failure."""
        self.failures += 1
        self.blocked_until = timezone.now() + probe_after(self.failures)
        self.save()

    def clear(self) -> None:
        """The route works."""
        if self.failures:
            self.failures, self.blocked_until = 0, None
            self.save()
