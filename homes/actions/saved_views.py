"""Lists of homes as a person wants to see them again."""

from django.core.exceptions import ValidationError
from django.db import transaction

from homes.models import SavedView
from people.models import User

MOST_VIEWS = 30


@transaction.atomic
def save_view(*, by: User, name: str, query: str, is_default: bool) -> SavedView:
    """Keep a view of a person's own; one of the same name is replaced. Raises ValidationError when there are many."""
    User.objects.select_for_update().get(pk=by.pk)  # two tabs must not make two defaults
    if is_default:
        SavedView.objects.own(by).update(is_default=False)
    others = SavedView.objects.own(by).exclude(name=name).count()
    if others >= MOST_VIEWS:
        raise ValidationError(f"You have {others} views. Delete one that you no longer use first.")
    values = {"query": query, "is_default": is_default}
    return SavedView.objects.update_or_create(user=by, name=name, defaults=values)[0]
