"""Two lists that were loaded, compared."""

from django.db.models import FilteredRelation, Q

from register.lists.changes import Listed, ListedFacts, RegisterChange, changes
from register.lists.grades import WHOLE
from register.models import RegisterFile


def compare(before: RegisterFile, after: RegisterFile, *, homes_only: bool = True) -> list[RegisterChange]:
    """What changed from one list to another, of children's homes or of all providers. Two queries."""
    return changes(_listed(before, homes_only), _listed(after, homes_only))


def list_before(file: RegisterFile) -> RegisterFile | None:
    """The list before this one, if an earlier one is loaded."""
    earlier = RegisterFile.objects.as_at_lists().filter(as_at__lt=file.as_at).defer("original")
    return earlier.order_by("-as_at").first()


def _listed(file: RegisterFile, homes_only: bool) -> Listed:
    # An inspection has one judgement for the whole at most.
    whole = FilteredRelation("inspection__judgements", condition=Q(inspection__judgements__theme__in=WHOLE))
    entries = file.entries.filter(is_childrens_home=True) if homes_only else file.entries.all()
    facts = ("on_register", "status", "registered_on", "places", "owner", "owner_key", "whole__words", "whole__grade")
    rows = entries.order_by().annotate(whole=whole).values_list("registration", *facts)
    listed = {pk: ListedFacts(*values, words or "", grade or "") for pk, *values, words, grade in rows}
    return Listed(file.as_at, file.covers == RegisterFile.Coverage.ALL, listed)
