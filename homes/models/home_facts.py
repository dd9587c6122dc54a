from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from history import track
from homes.models.home import Home

MOST_PLACES = 99  # the register's largest home has 22
OLDEST = 25  # adults may live in a home as a minority; a number above is a slip of the finger
FACTS = ("vacancies", "youngest", "oldest", "needs")  # what a provider states: form, page and sheet


class Need(models.TextChoices):
    """Needs as the regulator registers homes for them: docs/domain.md, “Needs”."""

    EMOTIONAL = "emotional", "Emotional and behavioural difficulties"
    MENTAL = "mental", "Mental disorders"
    SENSORY = "sensory", "Sensory impairment"
    ALCOHOL = "alcohol", "Present alcohol problems"
    DRUGS = "drugs", "Present drug problems"
    LEARNING = "learning", "Learning disability"
    PHYSICAL = "physical", "Physical disabilities"


class HomeFactsQuerySet(models.QuerySet):
    def own(self, user):
        """Those of the homes that the user works for or worked for, within the limits of their role."""
        return self.filter(home__in=Home.objects.own(user).had())

    def vacant(self, homes):
        """Those of these homes whose provider said how many places are free, and when: for who may know it."""
        named = self.filter(home__in=homes).exclude(vacancies=None).select_related("home__registration")
        return named.order_by("home__registration__number")


@track()
class HomeFacts(models.Model):
    """What a provider keeps of its home beside the register: its own business, which no member of staff sees.

    A row of its own, so that the history of the home itself, which staff read, does not tell it either.
    """

    home = models.OneToOneField(Home, models.CASCADE, related_name="facts", primary_key=True)
    vacancies = models.PositiveSmallIntegerField(null=True, blank=True)
    vacancies_on = models.DateField("vacancies last said on", null=True, blank=True)
    youngest = models.PositiveSmallIntegerField("youngest age", null=True, blank=True)
    oldest = models.PositiveSmallIntegerField("oldest age", null=True, blank=True)
    area = models.ForeignKey("homes.Area", models.SET_NULL, null=True, blank=True, related_name="facts")
    needs = ArrayField(models.CharField(max_length=12, choices=Need), default=list, blank=True)

    objects = HomeFactsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(vacancies__isnull=True, vacancies_on__isnull=True)
                | Q(vacancies__lte=MOST_PLACES, vacancies_on__isnull=False),
                name="home_facts_vacancies_dated",
            ),
            models.CheckConstraint(
                condition=Q(youngest__lte=Coalesce(F("oldest"), OLDEST)) | Q(youngest__isnull=True),
                name="home_facts_ages_in_order",
            ),
            models.CheckConstraint(condition=Q(oldest__lte=OLDEST) | Q(oldest__isnull=True), name="home_facts_oldest"),
        ]

    def __str__(self):
        return f"Facts of home {self.pk}"

    @property
    def ages(self) -> str:
        """`8 to 17`, `8 and over`, `Up to 17`, or nothing."""
        if self.youngest is None:
            return "" if self.oldest is None else f"Up to {self.oldest}"
        return f"{self.youngest} and over" if self.oldest is None else f"{self.youngest} to {self.oldest}"

    @property
    def needs_in_words(self) -> list[str]:
        return [str(Need(need).label) for need in self.needs]
