"""Asking to be one of a provider's people: everyone is answered alike, and an owner of that domain alone sees it."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from outbox.models import OutboxMessage
from people import tasks
from people.access_requests import actions
from people.actions import invite
from people.models import AccessAnswer, AccessRequest, Invitation, User
from tests.conftest import make_person, make_provider
from tests.reading import text

ASK = "/ask-to-join/"
WHO = {"name": "Huw Parry", "email": "Huw@hazelbank.example"}


@pytest.fixture(autouse=True)
def _no_counts_of_others(db):
    cache.clear()


@pytest.fixture
def provider(db):
    return make_provider("Hazel Bank Care Ltd")


@pytest.fixture
def owner(provider):
    return make_person("owner@hazelbank.example", "owner", provider)


@pytest.fixture
def asked(owner):
    return actions.ask(**WHO)


@pytest.fixture
def answer(asked):
    actions.prove(request=asked)
    return AccessAnswer.objects.get()


def confirm_page(request) -> str:
    return re.search(r"/ask-to-join/\S+", request.link)[0]


def test_who_asks_is_on_the_owner_s_first_screen_until_an_answer_and_on_no_other_s(answer, signed_in, owner, provider):
    colleague, other = make_person("c@hazelbank.example", "colleague", provider), make_provider("Larkfield Ltd")
    for user in (colleague, make_person("o@larkfield.example", "owner", other)):
        assert "asks to join" not in text(signed_in(user).get("/dashboard/"))
    page = signed_in(owner).get("/dashboard/")
    assert f"{WHO['name']} asks to join Hazel Bank Care Ltd" in text(page)
    assert f'href="/providers/{provider.pk}/people/"' in page.text
    actions.decline(answer=answer, by=owner)
    assert "asks to join" not in text(signed_in(owner).get("/dashboard/"))


def test_an_owner_is_asked_once_the_address_is_proven_and_invites(client, signed_in, provider, owner):
    assert "Look into your mailbox" in text(client.post(ASK, WHO, follow=True))
    page = confirm_page(AccessRequest.objects.get())
    assert "Yes, this is my address" in text(client.get(page))
    assert not AccessAnswer.objects.exists()
    assert "they are asked now" in text(client.post(page))
    told = OutboxMessage.objects.get(key__startswith="access-asked")
    assert told.user == owner
    people = signed_in(owner)
    shown = f"/providers/{provider.pk}/people/"
    assert "Huw Parry" in text(people.get(shown))
    answer = AccessAnswer.objects.get()
    people.post(f"/access-requests/{answer.pk}/grant/", {"role": "colleague"})
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.provider) == ("huw@hazelbank.example", "colleague", provider)
    assert User.objects.get() == owner, "nobody has an account before they accept"
    assert "Huw Parry" not in text(people.get(shown))


def test_that_who_asks_is_invited_to_another_role_is_said_before_they_are_invited_again(
    client, signed_in, provider, owner
):
    client.post(ASK, WHO)
    client.post(confirm_page(AccessRequest.objects.get()))
    invite(email="huw@hazelbank.example", role="reader", provider=provider, by=owner)
    address = f"/access-requests/{AccessAnswer.objects.get().pk}/grant/"
    asked = signed_in(owner).post(address, {"role": "colleague"})
    assert asked.status_code == 422
    assert "huw@hazelbank.example was invited as reader on" in text(asked)
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("email", ["huw@hazelbank.example", "huw@nobody.example", "huw@gmail.com"])
def test_everyone_reads_the_same_and_no_provider_is_named(client, owner, email):
    make_person("other@gmail.com", "owner", make_provider("Other Ltd"))
    sent = client.post(ASK, WHO | {"email": email}, follow=True)
    page = client.post(confirm_page(AccessRequest.objects.get()))
    for shown in (text(sent), text(page)):
        assert "Hazel Bank" not in shown
        assert "Other Ltd" not in shown
    assert "If an owner’s account has an address like yours" in text(page)
    assert AccessAnswer.objects.exists() == (email == "huw@hazelbank.example")
    assert not any("Hazel" in each.text for each in OutboxMessage.objects.filter(user=None))


def test_a_link_that_is_old_or_forged_proves_nothing(client, asked, monkeypatch):
    page = confirm_page(asked)
    assert client.post(page.replace("join/", "join/x")).status_code == 410
    later = timezone.now().timestamp() + actions.LINK_LASTS.total_seconds() + 60
    monkeypatch.setattr("time.time", lambda: later)
    assert client.post(page).status_code == 410
    assert not AccessAnswer.objects.exists()


def test_owners_of_each_provider_with_such_addresses_are_asked_and_answer_for_themselves(answer, owner, asked):
    second = make_provider("Hazel Bank North Ltd")
    other = make_person("north@hazelbank.example", "owner", second)
    again = actions.ask(name="Ann", email="ann@hazelbank.example")
    actions.prove(request=again)
    assert {each.provider for each in again.answers.all()} == {answer.provider, second}
    actions.decline(answer=again.answers.get(provider=second), by=other)
    assert list(AccessAnswer.objects.editable_by(owner).waiting()) == [
        answer,
        again.answers.get(provider=answer.provider),
    ]


def test_who_is_one_of_its_people_already_is_not_asked_about(owner, provider):
    make_person("huw@hazelbank.example", "reader", provider)
    actions.prove(request=actions.ask(**WHO))
    assert not AccessAnswer.objects.exists()


def test_another_provider_s_owner_neither_sees_nor_answers_it(signed_in, answer):
    stranger = make_person("owner@larkfield.example", "owner", make_provider("Larkfield Limited"))
    assert signed_in(stranger).post(f"/access-requests/{answer.pk}/decline/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.grant(answer=answer, role="owner", by=stranger)


def test_a_no_is_asked_once_before_it_is_one(signed_in, answer, owner):
    client, address = signed_in(owner), f"/access-requests/{answer.pk}/decline/"
    people = client.get(f"/providers/{answer.provider_id}/people/").content.decode()
    assert f'href="{address}"' in people
    assert f'action="{address}"' not in people
    assert f"Say no to {answer.request.name}?" in text(client.get(address))
    answer.refresh_from_db()
    assert answer.answered_at is None
    client.post(address)
    answer.refresh_from_db()
    assert (answer.is_granted, answer.answered_by) == (False, owner)


def test_it_is_answered_once(answer, owner):
    actions.decline(answer=answer, by=owner)
    with pytest.raises(ValidationError, match="answered this meanwhile"):
        actions.grant(answer=answer, role="reader", by=owner)
    assert not Invitation.objects.exists()


def test_a_choice_is_needed(signed_in, answer, owner):
    page = signed_in(owner).post(f"/access-requests/{answer.pk}/grant/", {"role": ""})
    assert page.status_code == 422
    answer.refresh_from_db()
    assert answer.answered_at is None


def test_proving_twice_asks_once(asked):
    actions.prove(request=asked)
    actions.prove(request=asked)
    assert AccessAnswer.objects.count() == 1
    assert OutboxMessage.objects.filter(key__startswith="access-asked").count() == 1


def test_what_a_machine_fills_in_leaves_nothing_and_too_many_are_stopped(client, db):
    client.post(ASK, WHO | {"homepage": "https://spam.example"})
    assert not AccessRequest.objects.exists()
    answers = [client.post(ASK, WHO | {"email": f"h{number}@hazelbank.example"}) for number in range(20)]
    assert answers[-1].status_code == 422
    assert "Too many asked" in text(answers[-1])


def test_a_month_later_it_is_forgotten(asked, answer):
    fresh = actions.ask(name="Ann", email="ann@hazelbank.example")
    AccessRequest.objects.filter(pk=asked.pk).update(asked_on=timezone.localdate() - timedelta(days=30))
    tasks.forget_access_requests()
    assert AccessRequest.objects.get() == fresh
    assert not AccessAnswer.objects.exists()
