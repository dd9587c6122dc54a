"""What a provider keeps of its duties: its own recurrences, the days on which they were done, where they do not apply.

A duty is named either by the key of a rule from law, or by the row of one that the provider added.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from cleaning.constraint import shows
from duties.law import RULES, EachYearBy, Every, EveryWeeks, Once, Recurrence, Report, WhileValid
from history import track
from homes.models.home import Home
from people.access import Permission, providers_with

FROM_LAW = ~Q(rule="") & Q(own=None)
OF_THEIR_OWN = Q(rule="", own__isnull=False)

RECURRENCES = ("every_months", "by_month", "by_day", "every_weeks", "once_by", "while_valid")


def only(*names: str) -> Q:
    """These columns of a rhythm, and no others."""
    columns = {f"{name}__isnull": name not in names for name in RECURRENCES if name != "while_valid"}
    return Q(**columns, while_valid="while_valid" in names)


def rule_choices() -> list[tuple[str, str]]:
    """A function, so that a new rule needs no migration."""
    return [(rule.key, rule.name) for rule in RULES.values()]


class DutyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A provider's duties for its own people; those of one home for who sees that home."""
        providers = providers_with(user, Permission.HOME_VIEW)
        return self.filter(Q(home=None) | Q(home__in=Home.objects.own(user).confirmed()), provider__in=providers)

    def editable_by(self, user):
        """For all homes: whoever keeps the provider's list. For one home: whoever edits that home."""
        mine = Q(home=None, provider__in=providers_with(user, Permission.DUTY_MANAGE))
        return self.filter(mine | Q(home__in=Home.objects.editable_by(user)))

    def current(self):
        return self.filter(ended_at=None)


@track()
class Duty(models.Model):
    """A duty that a provider added, for all its homes or for one; or its own rhythm for a rule from law.

    It has one rhythm: of months, of weeks, by a day of each year (of a rule), or of their own once, by a
    day, or as long as what was obtained is valid.
    """

    provider = models.ForeignKey("people.Provider", models.CASCADE, related_name="duties")
    home = models.ForeignKey(Home, models.CASCADE, null=True, blank=True, related_name="own_duties")
    rule = models.CharField(max_length=30, choices=rule_choices, blank=True)
    name = models.CharField(max_length=80, blank=True)
    every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    by_month = models.PositiveSmallIntegerField(null=True, blank=True)
    by_day = models.PositiveSmallIntegerField(null=True, blank=True)
    every_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    once_by = models.DateField(null=True, blank=True)
    while_valid = models.BooleanField(db_default=False)  # a certificate, an insurance: `DutyDone.expires_on`
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "duties"
        constraints = [
            shows("name", name="duty_name", may_be_empty=True),
            models.CheckConstraint(
                condition=(~Q(rule="") & Q(name="", home=None)) | (Q(rule="") & ~Q(name="")),
                name="duty_from_law_or_of_their_own",
            ),
            models.CheckConstraint(
                condition=(
                    only("every_months") & Q(every_months__range=(1, 60))
                    | only("by_month", "by_day") & Q(by_month__range=(4, 12), by_day__range=(1, 31))
                    | only("every_weeks") & Q(every_weeks__range=(1, 52), rule="")
                    | (only("once_by") | only("while_valid")) & Q(rule="")
                ),
                name="duty_has_one_recurrence",
            ),
            models.UniqueConstraint(
                fields=["provider", "rule"], condition=Q(ended_at=None) & ~Q(rule=""), name="duty_recurrence_once"
            ),
            models.UniqueConstraint(
                "provider",
                "home",
                Lower("name"),
                condition=Q(ended_at=None, rule=""),
                nulls_distinct=False,
                name="duty_name_once",
            ),
        ]

    def __str__(self):
        return self.name or self.get_rule_display()

    @property
    def recurrence(self) -> Recurrence:
        if self.every_months:
            return Every(self.every_months)
        if self.every_weeks:
            return EveryWeeks(self.every_weeks)
        if self.while_valid:
            return WhileValid()
        return Once(self.once_by) if self.once_by else EachYearBy(self.by_month, self.by_day)


class OfAHomeQuerySet(models.QuerySet):
    """Rows of homes: seen and edited as their home is, and never by the association's people.

    Those of a home that ended are the record of its time: its people go on reading them, and change them no more.
    """

    def visible_to(self, user):
        return self.filter(home__in=Home.objects.own(user).had())

    def editable_by(self, user):
        return self.filter(home__in=Home.objects.editable_by(user))

    def of(self, duty):
        """Of one duty: anything with a `rule` and an `own`."""
        return self.filter(rule=duty.rule_key, own=duty.own)


@track()
class DutyDone(models.Model):
    """A day on which a duty of a home was done, and when its report was written and sent, if one is asked for.

    Undoing deletes it; its history stays.
    """

    home = models.ForeignKey(Home, models.CASCADE, related_name="duties_done")
    rule = models.CharField(max_length=30, choices=rule_choices, blank=True)
    own = models.ForeignKey(Duty, models.CASCADE, null=True, blank=True, related_name="done")
    done_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)  # the last day on which what was obtained is valid
    report_asked = models.BooleanField(db_default=False)  # for what was done since its rule asks for a report
    reported_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField(auto_now_add=True)

    objects = OfAHomeQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "-pk"]
        verbose_name_plural = "duties done"
        # The few rows of each home that a list of hundreds asks for.
        indexes = [
            models.Index(fields=["home"], name="duty_report_to_send", condition=Q(report_asked=True, sent_on=None)),
            models.Index(fields=["home"], name="duty_expires", condition=Q(expires_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=FROM_LAW | OF_THEIR_OWN, name="duty_done_names_a_duty"),
            models.UniqueConstraint(
                fields=["home", "rule", "own", "done_on"], nulls_distinct=False, name="duty_done_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(rule="", expires_on__gte=F("done_on")),
                name="duty_done_is_valid_from_its_day",
            ),
            models.CheckConstraint(
                condition=Q(reported_on=None) | Q(report_asked=True, reported_on__gte=F("done_on")),
                name="duty_reported_once_done",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(reported_on__isnull=False, sent_on__gte=F("reported_on")),
                name="duty_sent_once_reported",
            ),
        ]

    def __str__(self):
        return f"{self.own or self.get_rule_display()}, {self.done_on}"

    @property
    def report(self) -> Report | None:
        """What the law asks to send of it."""
        return RULES[self.rule].report if self.report_asked and self.rule in RULES else None

    @property
    def sent_late(self) -> bool:
        return bool(self.sent_on and self.report and self.sent_on > self.report.due(self.done_on))


@track()
class DutyOff(models.Model):
    """A duty that does not apply to a home, because its provider says so."""

    home = models.ForeignKey(Home, models.CASCADE, related_name="duties_off")
    rule = models.CharField(max_length=30, choices=rule_choices, blank=True)
    own = models.ForeignKey(Duty, models.CASCADE, null=True, blank=True, related_name="off")
    reason = models.CharField(max_length=200)

    objects = OfAHomeQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "duties off"
        constraints = [
            models.CheckConstraint(condition=FROM_LAW | OF_THEIR_OWN, name="duty_off_names_a_duty"),
            models.UniqueConstraint(fields=["home", "rule", "own"], nulls_distinct=False, name="duty_off_once"),
        ]

    def __str__(self):
        return f"{self.own or self.get_rule_display()}: {self.reason}"


class DutySharingQuerySet(models.QuerySet):
    def current(self, on):
        return self.filter(ended_at=None, until__gte=on)

    def editable_by(self, user):
        return self.filter(provider__in=providers_with(user, Permission.PROVIDER_MANAGE))


@track()
class DutySharing(models.Model):
    """An owner lets the association see duties, vacancies and missing managers, until a day and that day included."""

    provider = models.ForeignKey("people.Provider", models.CASCADE, related_name="duty_sharings")
    from_day = models.DateField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DutySharingQuerySet.as_manager()

    class Meta:
        ordering = ["-from_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("from_day")), name="duty_sharing_ends_after_start"),
            models.UniqueConstraint(fields=["provider"], condition=Q(ended_at=None), name="duty_sharing_open_once"),
        ]

    def __str__(self):
        return f"{self.provider_id} until {self.until}"
