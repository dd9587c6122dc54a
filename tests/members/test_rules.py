"""What members promise: dated texts that nobody changes, and who declared that they keep to them."""

from datetime import date, timedelta

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from members.models import Declaration, RulesVersion
from members.rules import actions
from members.rules.declared import due_of, members_without
from members.rules.due import DeclarationDue, declaration_due
from members.rules.layout import blocks
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_term
from tests.reading import text

CODE, CRITERIA = RulesVersion.Kind.CODE, RulesVersion.Kind.CRITERIA
PUBLISH = "/staff/membership/rules/new/"


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def staff(db):
    return make_person("members@association.example", "membership_manager")


@pytest.fixture
def code(staff):
    return actions.publish_version(kind=CODE, starts_on=today(-400), text="# Care\n- With care.", by=staff)


@pytest.fixture
def provider(db):
    return make_provider("Hazel Bank Care Ltd")


@pytest.fixture
def owner(provider):
    return make_person("owner@hazelbank.example", "owner", provider)


def declared_on(provider, version, owner, day: date) -> Declaration:
    """A declaration of an earlier day, as the database would hold it today."""
    made = actions.declare(provider=provider, versions=[version], by=owner)[0]
    at = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))
    with pgtrigger.ignore("members.Declaration:no_update"):
        Declaration.objects.filter(pk=made.pk).update(declared_at=at)
    return made


def test_staff_publish_a_version_and_everybody_reads_it(signed_in, client, staff):
    sent = {"kind": "code", "starts_on": today().isoformat(), "text": "# Care\n\nWe care.\n\n- Always\n- Everywhere"}
    answer = signed_in(staff).post(PUBLISH, sent, follow=True)
    assert "is public" in text(answer)
    version = RulesVersion.objects.get()
    page = client.get(version.get_absolute_url())
    assert "<h2>Care</h2><p>We care.</p><ul><li>Always</li><li>Everywhere</li></ul>" in page.content.decode()
    assert "In force since" in text(page)
    assert "Code of Practice" in text(client.get("/rules/"))


def test_the_version_in_force_is_the_newest_that_has_begun(code, staff):
    actions.publish_version(kind=CRITERIA, starts_on=today(), text="Owned in the UK.", by=staff)
    next_year = actions.publish_version(kind=CODE, starts_on=today(1), text="Next.", by=staff)
    assert {str(each.kind) for each in RulesVersion.objects.in_force()} == {"code", "criteria"}
    assert code in RulesVersion.objects.in_force()
    assert next_year in RulesVersion.objects.in_force(today(1))
    assert code not in RulesVersion.objects.in_force(today(1))


def test_no_version_slips_under_what_was_declared_against(signed_in, code, staff):
    sent = {"kind": "code", "starts_on": today().isoformat(), "text": "Other words"}
    answer = signed_in(staff).post(PUBLISH, sent)
    assert answer.status_code == 422
    assert "begins tomorrow or later" in text(answer)
    assert "Other words" in text(answer)


def test_two_versions_of_a_day_are_refused_beside_the_day(signed_in, code, staff):
    actions.publish_version(kind=CODE, starts_on=today(5), text="Next.", by=staff)
    answer = signed_in(staff).post(PUBLISH, {"kind": "code", "starts_on": today(5).isoformat(), "text": "Other"})
    assert "begins on that day already" in text(answer)


@pytest.mark.parametrize("change", [{"text": "Other"}, {"starts_on": date(2020, 1, 1)}, {"kind": "criteria"}])
def test_the_database_keeps_a_version_as_it_is(code, change):
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        RulesVersion.objects.update(**change)


def test_a_version_in_force_stays_and_one_to_come_can_be_taken_back(signed_in, code, staff):
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        RulesVersion.objects.all().delete()
    with pytest.raises(ValidationError, match="so it stays"):
        actions.take_back(version=code, by=staff)
    later = actions.publish_version(kind=CODE, starts_on=today(1), text="A slip.", by=staff)
    answer = signed_in(staff).post(f"/staff/membership/rules/{later.pk}/take-back/", follow=True)
    assert "is taken back" in text(answer)
    assert RulesVersion.objects.get() == code


def test_an_owner_declares_against_what_is_in_force(signed_in, provider, owner, code):
    make_term(provider, ends_in=100)
    client = signed_in(owner)
    assert "Declare that you keep to our criteria" in text(client.get("/dashboard/"))
    assert "You have not declared yet" in text(client.get("/membership/"))
    page = f"/membership/{provider.pk}/declare/"
    refused = client.post(page, {})
    assert refused.status_code == 422
    assert "Say that you keep to the Code of Practice" in text(refused)
    assert "It holds for a year" in text(client.post(page, {f"version_{code.pk}": "on"}, follow=True))
    declaration = Declaration.objects.get()
    assert (declaration.provider, declaration.version, declaration.user) == (provider, code, owner)
    assert declaration.name == str(owner)
    assert "Declare that you keep to our criteria" not in text(client.get("/dashboard/"))
    assert "Your declaration holds until" in text(client.get("/membership/"))


def test_a_promise_about_a_text_that_is_in_force_no_more_is_refused(provider, owner, code, staff):
    later = actions.publish_version(kind=CODE, starts_on=today(1), text="Next.", by=staff)
    with pytest.raises(ValidationError, match="A new version"):
        actions.declare(provider=provider, versions=[later], by=owner)


def test_only_owners_declare(signed_in, provider, owner, code):
    finance = make_person("finance@hazelbank.example", "finance_contact", provider)
    with pytest.raises(PermissionDenied):
        actions.declare(provider=provider, versions=[code], by=finance)
    assert "Declare for" not in text(signed_in(finance).get("/membership/"))


def test_the_database_keeps_a_declaration_as_it_was_made(provider, owner, code):
    actions.declare(provider=provider, versions=[code], by=owner)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Declaration.objects.update(declared_at=timezone.now())
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        Declaration.objects.all().delete()


def test_the_name_of_who_declared_is_encrypted(provider, owner, code):
    actions.declare(provider=provider, versions=[code], by=owner)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM members_declaration UNION SELECT name FROM members_declarationevent")
        assert all(str(owner) not in row[0] for row in cursor.fetchall())


def test_staff_see_which_members_have_not_declared_within_a_year(signed_in, provider, owner, code, staff):
    others = [make_provider(name) for name in ("Never Ltd", "Long Ago Ltd", "No Member Ltd")]
    for each in (provider, *others[:2]):
        make_term(each, ends_in=100)
    actions.declare(provider=provider, versions=[code], by=owner)
    past = make_person("owner@longago.example", "owner", others[1])
    declared_on(others[1], code, past, today(-366))
    page = text(signed_in(staff).get("/staff/membership/declarations/"))
    assert ["Hazel Bank" in page, "Never Ltd" in page, "Long Ago Ltd" in page, "No Member" in page] == [
        False,
        True,
        True,
        False,
    ]
    assert "Never declared" in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_it_takes_the_same_queries_for_any_number(code, django_assert_num_queries, count):
    for number in range(count):
        make_term(make_provider(f"Provider {number}"), ends_in=100)
    with django_assert_num_queries(3):
        assert len(members_without()) == count


def test_nothing_is_due_while_nothing_is_in_force(provider, staff):
    make_term(provider, ends_in=100)
    actions.publish_version(kind=CODE, starts_on=today(1), text="Next.", by=staff)
    assert due_of([provider]) == {provider.pk: None}
    assert members_without() == []


def test_a_declaration_holds_for_a_year_and_is_soon_due_in_its_last_month():
    due = declaration_due(["code"], {"code": date(2026, 3, 1)})
    assert due == DeclarationDue(date(2027, 2, 28))
    assert (due.is_due(date(2027, 2, 28)), due.is_due(date(2027, 3, 1))) == (False, True)
    assert (due.is_soon(date(2027, 1, 29)), due.is_soon(date(2027, 1, 30))) == (False, True)


def test_the_text_declared_longest_ago_decides_and_one_never_declared_is_due():
    both = {"code": date(2026, 3, 1), "criteria": date(2026, 1, 1)}
    assert declaration_due(both, both).holds_until == date(2026, 12, 31)
    assert declaration_due(["code", "criteria"], {"code": date(2026, 3, 1)}).holds_until is None


@given(st.text())
def test_every_word_of_a_text_is_laid_out_once(typed):
    shown = "\n".join(line for block in blocks(typed) for line in block.lines)
    signs = str.maketrans("", "", "# -")
    assert "".join(shown.split()).translate(signs) == "".join(typed.split()).translate(signs)
