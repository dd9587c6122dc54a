"""Forms that anyone may send: what a machine gives away, and when a form is not taken for now."""

from allauth.core import ratelimit
from django.http import HttpRequest

from people.posting.token import FIELD, is_too_quick
from webforms import forms
from webforms.layout import Layout, Trap

TOO_QUICK = "That was quicker than anyone types, so it is not sent yet. What you typed is below: send it again."
TOO_MANY = "too_many"  # the code of that error


class StrangerForm(forms.Form):
    """Who writes. `homepage` is for machines: people do not see it."""

    layout = Layout("name", "email", Trap("", "homepage"))

    name = forms.CharField(max_length=150, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        max_length=254, label="Your email address", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    homepage = forms.CharField(
        required=False,
        max_length=200,
        label="Leave this empty",
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def person(self) -> dict[str, str] | None:
        """What a person typed; None of a machine, which need not know that it was seen."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "homepage"}
        return None if self.cleaned_data["homepage"] else typed


def held_up(request: HttpRequest, form: forms.Form, *, too_many: str) -> bool:
    """Whether it is not taken now, because it came too quickly, or too many came from there; the form says so."""
    if is_too_quick(request.POST.get(FIELD, "")):
        form.add_error(None, TOO_QUICK)
    elif not ratelimit.consume(request, action="public_form"):
        form.add_error(None, forms.ValidationError(too_many, code=TOO_MANY))
    return bool(form.errors)
