"""Every form that takes a file says which kinds, and those are the ones that are read."""

from django import forms

from publishing.models.attachment import ENDINGS
from tests.system.test_clean_doors import house_forms
from webforms import files

KINDS = [files.SHEETS, files.STATEMENTS, files.IMAGES, files.DOCUMENTS, files.PAPERS]
OF_ANY_KIND = {"policy.DispatchForm": "Only its name and its SHA-256 are noted.", "publishing.FileForm": "A base."}


def test_each_form_with_a_file_says_its_kinds_from_the_one_list():
    silent = set()
    for kind in house_forms():
        for field in kind.base_fields.values():
            if isinstance(field, forms.FileField):
                said = f"{field.label} {field.help_text}"
                accept = field.widget.attrs.get("accept")
                is_said = any(each.words in said and accept in (None, each.accept) for each in KINDS)
                silent |= set() if is_said else {f"{kind.__module__.split('.')[0]}.{kind.__name__}"}
    assert silent == OF_ANY_KIND.keys()


def test_papers_are_all_kinds_that_are_kept():
    assert {*files.PAPERS.endings} == {f".{ending}" for ending in ENDINGS.values()} | {".jpeg"}
    assert "CSV" in files.PAPERS.words
    assert files.IMAGES.words in files.PAPERS.words
