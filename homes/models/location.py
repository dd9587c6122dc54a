from django.db import models

from encryption import EncryptedTextField
from history import track
from people.models import unchecked_when_written


@unchecked_when_written("(SELECT provider_id FROM homes_home WHERE id = {row}.home_id)")
@track()
class HomeLocation(models.Model):
    """What a home is called and where it is: the most private row of the portal.

    A table of its own, encrypted, without an `objects` manager. Only `homes/locations.py` may touch it: it checks who
    asks and records what staff read. History copies are encrypted too, and as private as the row.
    """

    home = models.OneToOneField("homes.Home", models.CASCADE, related_name="location", primary_key=True)
    name = EncryptedTextField(blank=True)
    address = EncryptedTextField(blank=True)
    postcode = EncryptedTextField(blank=True)
    telephone = EncryptedTextField(blank=True)

    private = models.Manager()

    def __str__(self):
        return f"Location of home {self.pk}"
