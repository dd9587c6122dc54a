from duties.forms.duties import DAY
from people.forms import NO_CHILD
from webforms import forms
from webforms.layout import Layout, Row


class PremisesForm(forms.Form):
    """One more of the premises of supported accommodation."""

    layout = Layout(Row("label", "used_from"))
    send, look = "Add premises", "button--second"

    label = forms.CharField(
        label="What you call them",
        max_length=80,
        required=False,
        help_text=f"Private and encrypted: mails and calendars say the number alone. {NO_CHILD}",
    )
    used_from = forms.DateField(label="Used since", **DAY)
