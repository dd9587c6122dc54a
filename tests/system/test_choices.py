"""Every row that a form offers for choice can be made on a screen: nothing is offered that only the demo can fill."""

import ast
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duties.models import DutyDone
from homes.models import Area, Home
from media_releases.models import Accreditation
from members.models import Band, Invoice
from people.catalogue import CATALOGUES
from people.models import Invitation, Listed, Provider, User
from policy.models import (
    AnswerTheme,
    Consultation,
    Dispatch,
    Document,
    Finding,
    GovernmentReply,
    PublicBody,
    Question,
    Recommendation,
    Stance,
    Theme,
)
from publishing.models import Boilerplate, Edition, PressContact, Publication, Topic
from register.models import RegisterFile
from register.tasks import load_register_upload
from tests import world as worlds
from tests.register import files
from tests.system.test_clean_doors import house_forms

ROOT = Path(settings.BASE_DIR)
DAY = {"opens_at_0": "2027-03-02", "closes_at_0": "2027-05-12", "internal_deadline_0": "2027-05-05"}
HOUR = {"opens_at_1": "00:00", "closes_at_1": "00:00", "internal_deadline_1": "5pm"}
ASKED = {"reference": "NEW-1", "title": "Care", "summary": "They ask.", "link": "https://www.gov.uk/", "minutes": 8}
DUES = {"starts_on": "2032-04-01", "census_on": "2032-03-31", "measure": "homes", "joining": "own", "vat_rate": "0"}
PAPER = {"kind": "report", "title": "A report", "published_on": "2026-01-02", "link": "https://www.gov.uk/"}
MADE = {
    "legal_name": "New Ltd",
    "sector": "private",
    "nation": "wales",
    "member_kind": "provider",
    "owner_email": "new@new.example",
}


def typed_band(kind: str) -> dict:
    """The first row of a kind of member, as the world has it or a new one."""
    return {f"{kind}-0-name": f"Band of {kind}s", f"{kind}-0-from": 0, f"{kind}-0-to": "", f"{kind}-0-dues": 450}


SAID = {"on": "2026-01-01", "words": "So it is.", "link": "https://consult.example/9"}


def _of_paper(world) -> str:
    return reverse("policy:recommendation_create", args=[world.public_document.pk])


def _of_consultation(world) -> str:
    return reverse("policy:question_create", args=[world.consultation.reference])


def _of_promise(name: str, world) -> str:
    return reverse(f"policy:{name}", args=[world.recommendation.pk])


# By model: the screen (or its address, or what gives it) that makes a row, who opens it, and what they type.
SCREENS = {
    PressContact: ("publishing:contact_create", "press", {"name": "New", "telephone": "1", "email": "n@cha.example"}),
    Topic: ("publishing:topic_create", "press", {"name": "New"}),
    Boilerplate: ("publishing:about_create", "press", {"name": "New", "text": "Words."}),
    PublicBody: ("policy:body_create", "policy", {"name": "New"}),
    Band: (
        lambda world: reverse("members:dues_year_edit", args=[world.dues_draft.pk]),
        "members",
        DUES | typed_band("provider") | typed_band("associate") | typed_band("local_authority"),
    ),
    Provider: ("people:provider_create", "members", MADE),
    Invoice: (
        lambda world: reverse("members:term_create", args=[world.hazel.pk]),
        "members",
        lambda world: {"starts_on": "2031-01-01"},
    ),
    Home: ("/homes/add/9000003/", "owner", lambda world: {"provider": world.hazel.pk}),
    Area: ("homes:area_create", "owner", lambda world: {"name": "New", "provider": world.hazel.pk}),
    User: ("people:staff_list", "admin", {"email": "new@association.example", "role": "press_officer"}),
    Accreditation: (
        "media_releases:accreditation_apply",
        "outsider",
        worlds.JOURNALIST | {"email": "new@ledger.example"},
    ),
    Edition: ("media_releases:release_create", "press", {"title": "New"}),
    DutyDone: (
        "duties:visits_mark",
        "owner",
        lambda world: {f"home-{world.home.pk}": str(timezone.localdate())},
    ),
    AnswerTheme: (
        lambda world: reverse("policy:answer_theme_create", args=[world.coded.question_id]),
        "policy",
        {"name": "New"},
    ),
    Theme: ("policy:theme_create", "policy", {"name": "New"}),
    Recommendation: (_of_paper, "policy", {"number": "9", "text": "Fund it."}),
    GovernmentReply: (lambda world: _of_promise("reply_create", world), "policy", SAID | {"says": "accepted"}),
    Finding: (lambda world: _of_promise("finding_create", world), "policy", SAID | {"state": "done"}),
    Stance: (lambda world: _of_promise("stance_create", world), "policy", SAID | {"stance": "support"}),
    Publication: ("media_releases:release_create", "press", {"title": "New"}),
    Document: ("policy:document_create", "policy", lambda world: PAPER | {"body": world.document.body_id}),
    Consultation: (
        "policy:consultation_create",
        "policy",
        lambda world: ASKED | DAY | HOUR | {"body": world.document.body_id},
    ),
    Dispatch: (
        lambda world: reverse("policy:dispatch_create", args=[world.consultation.reference]),
        "policy",
        lambda world: {"edition": world.response.pk, "how": "post", "on": str(timezone.localdate())},
    ),
    Question: (_of_consultation, "policy", {"number": "9", "kind": "text", "text": "What else?"}),
    RegisterFile: (
        "register:register_file_add",
        "members",
        lambda world: {"file": SimpleUploadedFile("at_may_2025.csv", files.register(*files.homes("9000001")))},
    ),
}
# Choices that a form makes as it is opened: the model whose rows they are, or why they are no rows of anyone's.
LATER = {
    "AnswerForm.answered_with": Edition,
    "CodingForm.extract_of": AnswerTheme,
    "CodingForm.themes": AnswerTheme,
    "ShownForm.theme": AnswerTheme,
    "AnswersForm.*": "fixed: how an answer may be used",
    "ConsentForm.*": "fixed: how an answer may be used",
    "PlanForm.answering": "fixed: whether we answer a question",
    "BulletinForm.picks": Edition,
    "GrantForm.reader": Accreditation,
    "StatementForm.topic": Topic,
    "BulkForm.area": Area,
    "BulletinForm.audience": "fixed",
    "InviteForm.role": "fixed: the roles are code",
    "FilterForm.*": "what the reader's own homes have",
    "RatingsForm.*": "fixed: themes",
    "ColumnsForm.*": "fixed: yes or no",
    "ChangeForm.kind": "fixed: what the law has told",
    "TextFilterForm.kind": "fixed: kinds of text",
    "EventFilterForm.kind": "fixed: kinds of event",
    "LeavingForm.reason": "fixed: why a member leaves",
    "OwnerFilterForm.owner": User,
    "ProviderFilterForm.*": "fixed, but for bands: those of the terms that there are",
    "SpeakerForm.user": User,
    "NewVisitActionForm.visit": DutyDone,
    "AcceptForm.invite": "fixed: yes or no",
    "WhichProviderForm.*": "providers that may be the organisation of a row",
    "MeaningsForm.*": "fixed: what a column may mean",
    "VisitorForm.old": "who is planned to visit",
}
# The same in templates that write a choice themselves: `template: field`.
IN_TEMPLATES = {
    "policy/consultation_list.html: body": PublicBody,
    "people/choose_provider.html: provider": Provider,
    "homes/parts/list_table.html: homes": Home,
    "duties/visit_grid.html: homes": Home,
    "duties/visit_grid.html: month": "fixed: months of a year",
    "duties/visitor_filter.html: visitor": "who is planned to visit",
    "policy/consultation_open_list.html: answers": "what colleagues wrote",
    "homes/home_add.html: urns": "what the register has of the provider's name",
    "members/applications/homes.html: ticked": "what the register has of the applicant's name",
    "homes/home_add_many.html: other_owners": "fixed: a yes",
    "purging/files.html: files": "what a worker found",
    "publishing/edition_saves.html: save": "what was saved of this text",
    "publishing/edition_difference.html: from": "versions of this text",
    "publishing/edition_difference.html: to": "versions of this text",
    "bulletins/bulletin_list.html: state": "fixed: states",
    "bulletins/delivery_list.html: outcome": "fixed: outcomes",
}
CHOICE = re.compile(r"<select\b[^>]*>|<input\b[^>]*\btype=[\"'](?:checkbox|radio)[^>]*>")
NAME = re.compile(r"\bname=[\"']([^\"']+)")


def offered() -> set[type[models.Model]]:
    """The models of which any form offers rows."""
    fields = [(cls, name, field) for cls in house_forms() for name, field in cls.base_fields.items()]
    found = {
        field.queryset.model
        for _, _, field in fields
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None
    }
    written = [*LATER.values(), *IN_TEMPLATES.values()]
    return found | {model for model in written if not isinstance(model, str)}


def written_in(template: str) -> set[str]:
    """The fields that offer a choice and stand in a template as HTML."""
    return {name[1] for tag in CHOICE.findall(template) if (name := NAME.search(tag))}


def made_later(source: str) -> set[str]:
    """Choices that source gives to `self.fields[…]` of a form, and model choices without rows, as `Form.field`."""
    found = set()
    for cls in [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]:
        for node in ast.walk(cls):
            if not isinstance(node, ast.Assign):
                continue
            name = _field_given_choices(node)
            found |= {f"{cls.name}.{name}"} if name else set()
    return found


def _field_given_choices(node: ast.Assign) -> str:
    target, value = node.targets[0], node.value
    made = isinstance(value, ast.Call) and ast.unparse(value.func).endswith("ChoiceField")
    if isinstance(target, ast.Attribute) and target.attr == "choices":
        target, made = target.value, True
    if isinstance(target, ast.Subscript) and ast.unparse(target.value).endswith(".fields") and made:
        return target.slice.value if isinstance(target.slice, ast.Constant) else "*"
    no_rows = made and value.args and ast.unparse(value.args[0]) == "None"
    return target.id if isinstance(target, ast.Name) and no_rows else ""


@pytest.fixture
def world(db):
    return worlds.ready()


def test_every_model_that_a_form_offers_has_a_screen_that_makes_one():
    assert offered() - SCREENS.keys() == set()
    assert SCREENS.keys() - offered() == set(), "no form offers these any more"


def test_every_choice_that_is_made_late_is_known():
    found = {name for path in ROOT.glob("*/forms/*.py") for name in made_later(path.read_text())}
    found |= {name for path in ROOT.glob("*/forms.py") for name in made_later(path.read_text())}
    found |= {name for path in ROOT.glob("*/*/forms.py") for name in made_later(path.read_text())}
    assert found == LATER.keys()


def test_every_choice_that_a_template_writes_itself_is_known():
    folder = ROOT / "templates"
    ours = [path for path in folder.rglob("*.html") if not path.is_relative_to(folder / "django")]
    found = {f"{path.relative_to(folder)}: {name}" for path in ours for name in written_in(path.read_text())}
    assert found == IN_TEMPLATES.keys()


@pytest.mark.parametrize(
    "template",
    [
        '<select id="a" name="a">',
        "<select name='a'>",
        '<input type="radio" name="a">',
        '<input name="a" type="checkbox">',
    ],
)
def test_the_test_sees_choices_in_a_template(template):
    assert written_in(template) == {"a"}
    assert written_in('<input type="search" name="a">') == set()


@pytest.mark.parametrize("model", SCREENS, ids=lambda model: model.__name__)
def test_the_screen_makes_a_row(model, world, settings):
    name, person, typed = SCREENS[model]
    before, client = set(model.objects.values_list("pk", flat=True)), Client()
    client.force_login(world.people[person])
    page = name(world) if callable(name) else name if name.startswith("/") else reverse(name)
    assert client.get(page).status_code == 200
    answer = client.post(page, typed(world) if callable(typed) else typed)
    if model is RegisterFile:
        load_register_upload(int(answer.url.rstrip("/").rsplit("/", 1)[1]))
    if model is User:  # whoever was invited becomes one by saying yes
        invitation = Invitation.objects.get(email="new@association.example")
        answer = Client().post(invitation.link, {"name": "Newcomer", "password": "three plain words here"})
    assert set(model.objects.values_list("pk", flat=True)) > before, answer.content.decode()[:2000]


def test_every_listed_model_has_a_catalogue_and_what_refers_to_it_protects_it():
    listed = {model for model in _subclasses(Listed) if not model._meta.abstract}
    assert set(CATALOGUES) == listed
    unprotected = [
        (relation.related_model, relation.field.name)
        for model in listed
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and relation.one_to_many and not _keeps(relation)
    ]
    assert unprotected == []


def _keeps(relation) -> bool:
    return relation.on_delete is models.PROTECT or relation.related_model.__name__.endswith("Event")


def _subclasses(cls):
    for sub in cls.__subclasses__():
        yield sub
        yield from _subclasses(sub)


def test_no_form_offers_a_retired_row_and_each_leads_to_the_list(world):
    statement = reverse("media_releases:statement_create", args=[world.template.pk])
    draft = reverse("publishing:edition_edit", args=[world.draft.pk])
    for address, person, row in [
        (draft, "press", PressContact.objects.create(name="Gone contact")),
        (reverse("policy:consultation_create"), "policy", PublicBody.objects.create(name="Gone body", slug="gone")),
        (reverse("policy:document_create"), "policy", PublicBody.objects.get(slug="gone")),
        (statement, "press", Topic.objects.create(name="Gone topic")),
    ]:
        client = Client()
        client.force_login(world.people[person])
        type(row).objects.filter(pk=row.pk).update(is_current=True)
        assert row.name in client.get(address).content.decode()
        type(row).objects.filter(pk=row.pk).update(is_current=False)
        page = client.get(address).content.decode()
        assert row.name not in page
        assert f'href="{reverse(CATALOGUES[type(row)].urls["create"])}"' in page


@pytest.mark.parametrize(
    "source",
    [
        "class F:\n  def f(self):\n    self.fields['a'] = forms.ModelChoiceField(Topic.objects)",
        "class F:\n  def f(self):\n    self.fields['a'].choices = _texts()",
        "class F:\n  a = forms.ModelChoiceField(None, required=False)",
    ],
)
def test_the_test_sees_choices_that_are_made_late(source):
    assert made_later(source) == {"F.a"}
