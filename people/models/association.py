from django.db import models
from django.db.models import Q

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from history import track


@bumps_cache_version
class AssociationLogo(models.Model):
    """A logo as the portal shows it. Another one is another row, so what was drawn with this one stays explicable."""

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()  # pixels
    height = models.PositiveIntegerField()
    raw = models.BinaryField()  # some kilobytes: here a backup of the database holds it
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"logo {self.pk}"


@bumps_cache_version
@track()
class Association(models.Model):
    """What this installation is, as its administrator set it on a page: one row, made when they first save it.

    What is blank has its value from the environment. Read it through `people.association.association()`.
    """

    name = models.CharField(max_length=120, blank=True)
    short_name = models.CharField(max_length=20, blank=True)
    company_number = models.CharField(max_length=20, blank=True, db_default="")
    registered_office = models.CharField(max_length=200, blank=True, db_default="")
    vat_number = models.CharField("VAT number", max_length=20, blank=True, db_default="")
    payment_details = models.CharField("how invoices are paid", max_length=200, blank=True, db_default="")
    telephone = models.CharField(max_length=40, blank=True)
    hours = models.CharField("hours in which somebody answers", max_length=80, blank=True)
    press_telephone = models.CharField("press office’s telephone", max_length=40, blank=True)
    press_hours = models.CharField("press office’s hours", max_length=80, blank=True)
    press_email = models.EmailField("press office’s email address", max_length=254, blank=True)
    security_email = models.EmailField("whom to tell of a weakness", max_length=254, blank=True)
    security_policy = models.URLField("page about reporting a weakness", max_length=200, blank=True)
    mail_name = models.CharField("name that mails come from", max_length=60, blank=True)
    bulletin_name = models.CharField("name that bulletins come from", max_length=60, blank=True)
    structure_colour = models.CharField("colour of bars, links and buttons", max_length=7, blank=True)
    attention_colour = models.CharField("colour of what needs attention", max_length=7, blank=True)
    logo = models.ForeignKey(AssociationLogo, models.PROTECT, null=True, blank=True, related_name="+")
    logo_alt = models.CharField("what the logo says", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="association_is_one"),
            shows("name", "short_name", "mail_name", "bulletin_name", name="association_names", may_be_empty=True),
            models.CheckConstraint(
                condition=Q(structure_colour="") | Q(structure_colour__regex="^#[0-9a-f]{6}$"),
                name="association_structure_is_a_colour",
            ),
            models.CheckConstraint(
                condition=Q(attention_colour="") | Q(attention_colour__regex="^#[0-9a-f]{6}$"),
                name="association_attention_is_a_colour",
            ),
            models.CheckConstraint(
                condition=Q(logo=None, logo_alt="") | (Q(logo__isnull=False) & ~Q(logo_alt="")),
                name="association_logo_is_described",
            ),
        ]

    def __str__(self):
        return "the association"
