"""Lists of homes as a person wants to see them again."""

from django.core.exceptions import ValidationError
from django.db import transaction

from homes.models import SavedView
from homes.models.saved_view import HOMES
from people.models import User

MOST_VIEWS = 30


@transaction.atomic
def save_view(*, by: User, name: str, query: str, is_default: bool, page: str = HOMES) -> SavedView:
    """Keep a view of a person's own; one of that list and name is replaced. Raises ValidationError for very many."""
    User.objects.select_for_update().get(pk=by.pk)  # two tabs must not make two defaults
    if is_default:
        SavedView.objects.own(by, page).update(is_default=False)
    others = SavedView.objects.own(by, page).exclude(name=name).count()
    if others >= MOST_VIEWS:
        raise ValidationError(f"You have {others} views. Delete one that you no longer use first.")
    values = {"query": query, "is_default": is_default}
    return SavedView.objects.update_or_create(user=by, page=page, name=name, defaults=values)[0]
