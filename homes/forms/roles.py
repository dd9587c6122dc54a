from homes.models import Home
from webforms import forms


class HomeGrantsForm(forms.EditForm):
    """Which homes a limited role may see and edit. The labels are private: for the provider's own people only."""

    homes = forms.ModelMultipleChoiceField(
        Home.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Homes"
    )

    def __init__(self, *args, homes, names: dict[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["homes"].queryset = homes
        self.fields["homes"].label_from_instance = lambda home: f"{names.get(home.pk) or home}, {home.registration}"
