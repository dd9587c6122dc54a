"""What happened to a provider's homes, in sentences: for its own people, and for staff who confirm homes."""

from history import with_context
from homes.models import Home
from people.models import Provider, User
from people.providers.story import Happened, latest

State = Home.State
SENTENCES = {
    State.CLAIMED: "Home {number} was asked for.",
    State.CONFIRMED: "Home {number} was confirmed as theirs.",
    State.REFUSED: "Home {number} was refused.",
    State.WITHDRAWN: "Home {number} was asked for no longer.",
    State.ENDED: "Home {number} is theirs no longer.",
}


def of_homes(provider: Provider, reader: User) -> list[Happened]:
    """Each new state of a home that the reader may see: by its number, which is public, and never by its name."""
    homes = Home.objects.visible_to(reader).filter(provider=provider).select_related("registration")
    seen, before, found = {home.pk: home for home in homes}, {}, []
    for event, who, why in with_context(latest(Home, pgh_obj__in=seen)[::-1]):
        if event.state != before.get(event.pgh_obj_id):
            home = seen[event.pgh_obj_id]
            sentence = SENTENCES[State(event.state)].format(number=home.registration.number)
            found.append(Happened(event.pgh_created_at, sentence, who, why, address=home.get_absolute_url()))
        before[event.pgh_obj_id] = event.state
    return found
