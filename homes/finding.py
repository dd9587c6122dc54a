"""Homes as staff find them: by number or alias. Their names are private, and nobody of ours searches by them."""

from collections.abc import Iterator

from django.db.models import Q

from homes.models import Home
from people.finding import Found
from people.finding.found import MOST


def find_homes(user, words: str) -> Iterator[Found]:
    """By the regulator's number, or by what their provider lets mails call them."""
    known = Q(registration__number__istartswith=words) | Q(alias__icontains=words)
    homes = Home.objects.visible_to(user).filter(known) if words else Home.objects.none()
    for home in homes.select_related("registration", "provider")[: MOST + 1]:
        about = f"{home.registration.number} · {home.provider} · {home.get_state_display()}"
        yield Found(str(home), home.get_absolute_url(), about)
