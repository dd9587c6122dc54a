"""A history’s reason, and who did it, are those of one write: what else a request or a job writes has its own."""

import pytest

from history import acting_user_pk, audit_reason, history_of
from jobs.runs import recorded
from people.actions import end_role
from people.groups.actions import let_parent_run
from tests.conftest import make_person, make_provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def subsidiary(owner, provider, other_provider):
    """A provider whose owner runs it, and whose parent has an owner of its own."""
    make_person("parent@larkfield.example", "owner", other_provider)
    provider.parent = other_provider
    provider.save()
    return provider


def why(row) -> list[str]:
    return [entry.why for entry in history_of(row)]


def test_two_writes_of_one_request_have_each_its_own_reason(signed_in, owner, subsidiary):
    signed_in(owner).post(f"/providers/{subsidiary.pk}/people/parent/", {"run": "yes"})
    given = subsidiary.roles.owners().get(through_parent=True)
    assert why(given) == [f"Owner of {subsidiary.parent}, which runs it"]
    assert why(subsidiary)[0] == f"{subsidiary} is run by its parent’s owners"


def test_what_follows_a_reason_has_none_of_it(owner, subsidiary):
    with recorded("some-job"):
        let_parent_run(provider=subsidiary, by=owner)
        subsidiary.telephone = "01632 960000"
        subsidiary.save()
    assert why(subsidiary)[:2] == ["", f"{subsidiary} is run by its parent’s owners"]


def test_a_reason_within_another_does_not_outlast_itself(owner, subsidiary):
    second = make_person("second@hazelbank.example", "owner", subsidiary).roles.get()
    with audit_reason("The whole"):
        end_role(role=second, reason="The part")
        subsidiary.telephone = "01632 960000"
        subsidiary.save()
    assert why(second)[0] == "The part"
    assert why(subsidiary)[0] == "The whole"


def test_a_job_that_does_what_two_people_asked_for_says_who_asked_for_what(owner, press_officer):
    providers = []
    with recorded("some-job"):
        for asking in (owner, press_officer):
            with audit_reason("From a sheet", user=asking.pk):
                providers.append(make_provider(f"Of {asking.pk}"))
                assert acting_user_pk() == asking.pk
        assert acting_user_pk() is None
    assert [history_of(each)[0].who for each in providers] == [str(owner), str(press_officer)]


def test_a_reason_ends_with_what_failed_inside_it():
    with recorded("some-job"):
        with pytest.raises(ZeroDivisionError), audit_reason("Fails"):
            raise ZeroDivisionError
        assert why(make_provider("Afterwards")) == [""]
