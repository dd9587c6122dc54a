from dataclasses import dataclass

from django.http import QueryDict

from homes.listing.columns import CHOICES, COLUMNS, NAME, Column, usual
from homes.listing.filters import FILTERS, Filter
from homes.listing.rows import Row
from people.forms import NO_CHILD
from webforms import forms

WAYS = [("", ""), ("-", ", last first")]
ORDERS = [(f"{way}{column.name}", f"{column.label}{words}") for column in COLUMNS.values() for way, words in WAYS]


@dataclass(frozen=True)
class Head:
    """A column's heading: where it leads, and which way the list is ordered by it now."""

    column: Column
    address: str
    sorted: str


class FilterForm(forms.Form):
    """Which homes to show, in the address; of homes that do not differ in something, nothing is asked.

    What it does not know it ignores: an old address must open.
    """

    def __init__(self, data: QueryDict, rows: list[Row], filters: list[Filter] = FILTERS):
        super().__init__(data, label_suffix="")
        self.filters = filters
        for each in filters:
            choices = each.choices(rows)
            if len(choices) > 1 or data.get(each.name):
                self.fields[each.name] = forms.ChoiceField(
                    choices=[("", "All"), *choices], required=False, label=each.label
                )
        self.order_fields([each.name for each in filters])
        self.is_valid()

    @property
    def wanted(self) -> dict[str, str]:
        """Filters by name, those that are set."""
        return {each.name: self.cleaned_data[each.name] for each in self.filters if self.cleaned_data.get(each.name)}

    @property
    def unset(self) -> dict[str, None]:
        """Each filter by name, for an address that asks for none of them."""
        return dict.fromkeys(each.name for each in self.filters)

    @property
    def others(self) -> list[tuple[str, str]]:
        """What else the address asks for: the form carries it along, but for the page, which is one of other rows."""
        return [(name, value) for name, value in self.data.items() if name not in {*self.fields, "page"}]

    @property
    def filters_in_words(self) -> list[str]:
        """The filters that are set, in words."""
        labels = {name: dict(self.fields[name].choices) for name in self.wanted}
        return [f"{self.fields[name].label}: {labels[name][value]}" for name, value in self.wanted.items()]


class ListForm(FilterForm):
    """What to show of a list of homes, in the address: filters, order and columns."""

    sort = forms.ChoiceField(choices=ORDERS, required=False, label="Order")
    columns = forms.MultipleChoiceField(
        choices=[(column.name, column.label) for column in CHOICES],
        required=False,
        label="Columns",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: QueryDict, rows: list[Row]):
        data = data.copy()
        data.setdefault("sort", "name")
        self.usual = usual(rows)
        data.setlistdefault("columns", self.usual)
        super().__init__(data, rows)

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sort") or "name"

    @property
    def shown(self) -> list[Column]:
        """The columns to show, in their own order."""
        names = self.cleaned_data.get("columns") or self.usual
        return [column for column in CHOICES if column.name in names]

    @property
    def heads(self) -> list[Head]:
        """The heading of each column, and the address of the list in its order."""
        return [self._head(column) for column in [NAME, *self.shown]]

    @property
    def query(self) -> str:
        """The address's part that opens this list again: only what was understood."""
        return self._query(self.order)

    def _query(self, order: str) -> str:
        query = QueryDict(mutable=True)
        query.update(self.wanted)
        query["sort"] = order
        query.setlist("columns", [column.name for column in self.shown])
        return query.urlencode()

    def _head(self, column: Column) -> Head:
        ways = {column.name: "ascending", f"-{column.name}": "descending"}
        other = f"-{column.name}" if self.order == column.name else column.name
        return Head(column, f"?{self._query(other)}", ways.get(self.order, ""))


class SavedViewForm(forms.Form):
    """A name for the list as it is shown."""

    send, look = "Save view", "button--second"

    name = forms.CharField(
        max_length=60,
        label="Name of this view",
        help_text=f"Only you see it. Not the name of a home. {NO_CHILD}",
    )
    is_default = forms.BooleanField(required=False, label="Show it first when I open my homes")
    query = forms.CharField(max_length=2000, widget=forms.HiddenInput)
