"""Mails to the owners of a provider."""

from outbox.actions import queue_email
from people.models import Provider


def write_to_owners(provider: Provider, *, cause: str, subject: str, text: str) -> None:
    """Queue one mail to each of its owners today. `cause` begins their keys: the same cause again writes nothing."""
    for role in provider.roles.owners().select_related("user"):
        queue_email(key=f"{cause}:{role.user_id}", user=role.user, subject=subject, text=text)
