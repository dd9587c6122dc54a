"""What the owners of two providers are written, when these are merged and when that is taken back."""

from outbox.actions import queue_email
from people.association import association
from people.links import link_to
from people.models import Provider, ProviderMerge, Role, User
from people.templatetags.people import moment


def owners_of(*providers: Provider) -> list[User]:
    """Each once."""
    roles = Role.objects.owners().filter(provider__in=providers).select_related("user").order_by("user", "pk")
    return [role.user for role in roles.distinct("user")]


def say_merged(merge: ProviderMerge, owners: list[User]) -> None:
    """To the owners that both had: the people of each may see the homes of the other now."""
    text = (
        f"The {association().name} found that {merge.gone} and {merge.survivor} are one organisation, and keeps them "
        f"as one on its portal: {merge.survivor}. Its people, homes, notes and answers are together now, so the people "
        "of each may see the homes of the other. Terms, invoices and payments stay as they were, and you read them "
        "all.\n\n"
        f"Look at it here:\n{link_to('people:provider_detail', merge.survivor_id)}\n\n"
        f"If they are not one, tell us at once{association().by_telephone}: until {moment(merge.undo_until)} we can "
        "take it back."
    )
    _write(owners, f"provider-merged:{merge.pk}", f"{merge.gone} and {merge.survivor} are one on our portal", text)


def say_undone(merge: ProviderMerge) -> None:
    """To the owners that each has again."""
    text = (
        f"On the portal of the {association().name}, {merge.gone} and {merge.survivor} were kept as one for some "
        "hours. That is taken back: each has its own people, homes, notes and answers again, as before.\n\n"
        f"While they were one, the people of each could see the homes of the other. If you want to know who looked, "
        f"ask us{association().by_telephone}."
    )
    subject = f"{merge.gone} and {merge.survivor} are two again"
    _write(owners_of(merge.gone, merge.survivor), f"provider-unmerged:{merge.pk}", subject, text)


def _write(owners: list[User], cause: str, subject: str, text: str) -> None:
    for owner in owners:
        queue_email(key=f"{cause}:{owner.pk}", user=owner, subject=subject, text=text)
