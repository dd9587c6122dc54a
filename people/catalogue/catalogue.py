from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model
from django.forms import ModelForm
from django.urls import path

from people.access import ROLES
from people.catalogue import actions, views
from people.models import Listed, User

CATALOGUES: dict[type[Model], "Catalogue"] = {}


def _save(form: ModelForm, *, by: User) -> Listed:
    return actions.save(row=form.save(commit=False), by=by)


@dataclass(frozen=True)
class Catalogue:
    """A list that forms offer for choice, in the words of its screen."""

    model: type[Listed]
    form: type[ModelForm]
    name: str  # of its URLs: the app and the noun
    path: str
    one: str  # with its article, as in "Add a press contact"
    many: str
    intro: str  # a sentence: what it is for, and where it is seen
    entry: str = "people/catalogue_entry.html"  # shows one row in the list
    stays: str = "It stays where it was chosen."  # what becomes of a row that is retired
    save: Callable[..., Listed] = _save  # takes a valid form and `by`; raises ValidationError

    def __post_init__(self):
        CATALOGUES[self.model] = self

    def paths(self) -> list:
        """Its five URLs."""
        noun = self.name.partition(":")[2]
        made = {
            "list": ("", views.list_view),
            "create": ("new/", views.create_view),
            "edit": ("<int:pk>/edit/", views.edit_view),
            "history": ("<int:pk>/history/", views.history_view),
            "arrange": ("arrange/", views.arrange_view),
        }
        return [path(self.path + end, view(self), name=f"{noun}_{verb}") for verb, (end, view) in made.items()]

    @property
    def urls(self) -> dict[str, str]:
        """The full names of its URLs, by verb: for templates."""
        return {verb: f"{self.name}_{verb}" for verb in ("list", "create", "edit", "history", "arrange")}

    @property
    def keeper(self) -> str:
        """The role that keeps it, for those who do not."""
        return next(role.label.lower() for role in ROLES.values() if self.model.KEEPER in role.permissions)


def catalogue_of(model: type[Model] | None) -> Catalogue | None:
    """The list that keeps a model's rows, if one does."""
    return CATALOGUES.get(model)
