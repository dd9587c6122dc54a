"""Who has not answered a consultation, and whom to ring: never who said what."""

import pytest

from people.models import SecurityEvent
from tests.conftest import make_person, make_provider
from tests.policy.conftest import make_consultation, make_member, make_sent
from tests.reading import text

CHASE = "/staff/policy/consultations/CARE-1/chase/"
ONE = "/staff/policy/consultations/CARE-1/"


@pytest.fixture
def client(signed_in, policy_officer):
    return signed_in(policy_officer)


def test_members_that_sent_nothing_stand_with_whom_to_ring(client, consultation, provider, owner, other_provider):
    provider.telephone = "+441632960001"
    provider.save(update_fields=["telephone"])
    second = make_person("second@hazelbank.example", "owner", provider)
    writes = make_person("writes@hazelbank.example", "colleague", provider)
    make_person("owner2@larkfield.example", "owner", other_provider)
    make_person("owner@former.example", "owner", make_provider("No Member Ltd"))
    make_sent(consultation, other_provider, text="CANARY-ANSWER")
    assert f'href="{CHASE}">1 has not</a>' in text(client.get(ONE))
    page = text(client.get(CHASE))
    assert f"{owner}, {second}" in page
    assert 'href="tel:+441632960001"' in page
    assert not [name for name in (str(writes), str(other_provider), "No Member", "CANARY") if name in page]
    make_sent(consultation, provider)
    assert "has answered." in text(client.get(CHASE))
    assert CHASE not in text(client.get(ONE))


def test_it_is_narrowed_by_nation_and_kept_as_a_sheet(client, policy_officer, consultation, provider, owner):
    wales = make_member(make_provider("Cartref Cyf", nation="wales"))
    make_person("owner@cartref.example", "owner", wales)
    page = text(client.get(CHASE, {"nation": "wales", "kind": "nonsense"}))
    assert "Cartref Cyf" in page
    assert str(provider) not in page
    assert "1 member, narrowed" in page
    assert f'"{CHASE}file/?nation=wales&amp;format=csv"' in page
    sheet = client.get(f"{CHASE}file/", {"nation": "wales", "format": "csv"}).content.decode()
    assert '"Cartref Cyf","Provider of homes","Wales","","Owner"' in sheet
    assert str(provider) not in sheet
    event = SecurityEvent.objects.get(kind="exported")
    assert (event.user, event.subject) == (policy_officer, "list of not answered")
    make_sent(consultation, wales)
    assert "Nobody of these is missing." in text(client.get(CHASE, {"nation": "wales"}))


def test_one_that_cannot_be_answered_now_says_so(client, body, provider, owner):
    make_consultation("CARE-1", ours=-1)
    assert "Members cannot answer now." in text(client.get(CHASE))


def test_it_asks_as_often_for_any_number(client, consultation, provider, owner, django_assert_num_queries):
    client.get(CHASE)
    with django_assert_num_queries(9):
        client.get(CHASE)
    for number in range(5):
        make_person(f"owner@{number}.example", "owner", make_member(make_provider(f"Member {number}")))
    with django_assert_num_queries(9):
        assert "6 members" in text(client.get(CHASE))
