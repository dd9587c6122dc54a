"""The portal holds nothing about any child, and says so wherever someone can write what they like."""

import inspect

import pytest
from django import forms

from duties import forms as duties
from homes import forms as homes
from people.forms import NO_CHILD, ReasonForm

# What holds a number, a name of ours or an address of the list, and nothing else.
NOT_FREE = {"urn", "number", "postcode", "telephone", "query", "seen"}
FORMS = [form for _, form in inspect.getmembers(homes, inspect.isclass)] + [ReasonForm]


def free_text(form) -> dict:
    return {
        name: field
        for name, field in form.base_fields.items()
        if type(field) is forms.CharField and name not in NOT_FREE
    }


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_free_text_field_of_homes_says_so(form):
    assert [name for name, field in free_text(form).items() if NO_CHILD not in field.help_text] == []


def test_the_test_sees_the_fields():
    assert {"name", "address", "alias"} <= free_text(homes.HomeForm).keys()
    assert free_text(duties.DutyForm).keys() == {"name"}
