"""Is this yours? What is asked before a home is added, what becomes of it, and what nobody learns by asking."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from homes import actions
from homes.candidates import names_of, prints_another
from homes.claims import transfers_asked, waiting
from homes.models import Home
from outbox.models import OutboxMessage
from register.loading import load_register
from register.models import OwnerName, Registration
from tests.conftest import make_person
from tests.homes.values import make_home
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released

OWNER = "Organisation which owns the provider"
SURE = {"how": "ours", "sure": "on"}


@pytest.fixture
def listed(db):
    """Two homes of Hazel Bank, one of somebody else, and one whose owner is not printed."""
    rows = homes("9000001", "9000002", "9000003", "9000004")
    rows[2] |= {OWNER: "Somebody Else Ltd"}
    rows[3] |= {OWNER: ""}
    return released(register(*rows, as_at="31 March 2025"))


def test_the_page_shows_what_the_register_prints_and_adds_nothing(signed_in, listed, owner):
    page = text(signed_in(owner).get("/homes/add/9000001/"))
    for words in ("Is 9000001 yours?", "Hazel Bank Care Ltd", "Lancashire", "<dd>4</dd>", "Children", "Active"):
        assert words in page
    assert 'name="sure"' not in page
    assert not Home.objects.exists()


def test_a_home_with_another_owner_printed_is_asked_for_twice(signed_in, listed, owner, provider):
    client, typed = signed_in(owner), {"provider": provider.pk}
    page = client.post("/homes/add/9000003/", typed)
    assert page.status_code == 422
    assert "Say how this home is yours." in text(page)
    assert "Tick this once you have looked at the certificate." in text(page)
    assert client.post("/homes/add/9000003/", typed | {"how": "ours"}).status_code == 422
    assert not Home.objects.exists()
    assert client.post("/homes/add/9000003/", typed | SURE).status_code == 302
    assert not Home.objects.get().takes_over


def test_an_owner_of_two_providers_is_asked_twice_for_the_one_that_is_not_printed(
    signed_in, listed, owner, provider, other_provider
):
    owner.roles.create(name="owner", provider=other_provider)
    client = signed_in(owner)
    assert client.post("/homes/add/9000001/", {"provider": other_provider.pk}).status_code == 422
    assert client.post("/homes/add/9000001/", {"provider": provider.pk}).status_code == 302


def test_whose_name_it_is(listed, provider, other_provider):
    provider.trading_name = "Somebody Else"
    OwnerName.objects.create(key="hazel bank care ltd", provider=other_provider)
    names = names_of([provider, other_provider])
    assert names[provider.pk] == {"somebody else"}, "its own name was confirmed as the other's"
    entry = listed.entries.get(registration__number="9000001")
    assert prints_another(entry, names[provider.pk])
    assert not prints_another(entry, names[other_provider.pk])
    assert not prints_another(listed.entries.get(registration__number="9000004"), set()), "nobody is printed"
    assert not prints_another(None, set())


def answers(client, number, provider) -> list:
    """All that somebody sees who looks a number up and adds it: pages without their tokens, and where it ends."""
    looked_up = client.post("/homes/add/", {"urn": number})
    many = client.post("/homes/add/many/", {"provider": provider.pk, "urns": number})
    page = client.get(f"/homes/add/{number}/")
    added = client.post(f"/homes/add/{number}/", {"provider": provider.pk, **SURE}, follow=True)
    pages = [text(answer).replace(number, "NUMBER") for answer in (many, page, added)]
    return [looked_up.status_code, *(_without_tokens(each) for each in pages)]


def _without_tokens(page: str) -> list[str]:
    """Nor what is left of the session, which each second changes."""
    return [line for line in page.splitlines() if not any(word in line for word in ("token", "/homes/", "data-left"))]


@pytest.mark.parametrize("outsider_asks_for", [["9000001", "9000002"], ["9000003"]])
def test_that_a_number_is_another_member_s_is_not_said(
    signed_in, listed, owner, provider, outsider, other_provider, membership_manager, outsider_asks_for
):
    """A home of a member and one of somebody who has never been here look the same to who asks."""
    taken = actions.claim(urn="9000001", provider=provider, by=owner)
    actions.confirm(home=taken, by=membership_manager)
    seen = [answers(signed_in(outsider), number, other_provider) for number in outsider_asks_for]
    assert all(each == seen[0] for each in seen)
    assert "waiting for us to confirm it" in "".join(seen[0][-1])
    assert "another provider here" not in str(seen)


def test_a_home_that_another_has_waits_and_staff_see_whose_it_is(
    signed_in, home, outsider, other_provider, membership_manager
):
    claim = actions.claim(urn="9000001", provider=other_provider, by=outsider)
    page = text(signed_in(membership_manager).get("/staff/claims/"))
    assert "Hazel Bank Care Ltd has this home here." in page
    assert f"/homes/{home.pk}/transfer/?to={other_provider.pk}" in page
    assert f"/staff/claims/{claim.pk}/confirm/" not in page
    with pytest.raises(ValidationError, match="is confirmed for another provider"):
        actions.confirm(home=claim, by=membership_manager)


def test_staff_see_another_owner_and_confirm_it_only_once_they_say_they_looked(
    signed_in, listed, owner, provider, membership_manager
):
    home = actions.claim(urn="9000003", provider=provider, by=owner)
    client = signed_in(membership_manager)
    assert "Another owner" in text(client.get("/staff/claims/"))
    page = client.post(f"/staff/claims/{home.pk}/confirm/")
    assert page.status_code == 422
    assert "Tick this once you have looked into it." in text(page)
    home.refresh_from_db()
    assert home.state == "claimed"
    client.post(f"/staff/claims/{home.pk}/confirm/", {"sure": "on"})
    home.refresh_from_db()
    assert home.state == "confirmed"


def test_a_claim_with_its_own_name_is_not_marked(signed_in, listed, owner, provider, membership_manager):
    actions.claim(urn="9000001", provider=provider, by=owner)
    assert "Another owner" not in text(signed_in(membership_manager).get("/staff/claims/"))


def test_asking_for_a_transfer_tells_the_owners_of_the_present_provider_and_staff(
    signed_in, home, owner, outsider, other_provider, membership_manager, provider
):
    make_person("colleague@hazelbank.example", "colleague", provider)
    typed = {"provider": other_provider.pk, "how": "taken_over", "sure": "on"}
    signed_in(outsider).post("/homes/add/9000001/", typed)
    claim = Home.objects.get(provider=other_provider)
    assert claim.takes_over
    mails = {mail.user: mail for mail in OutboxMessage.objects.all()}
    assert set(mails) == {owner, membership_manager}
    assert "Larkfield" in mails[owner].text
    assert "Bramble" not in "".join(mail.subject + mail.text for mail in mails.values())
    assert "says that it takes this home over" in text(signed_in(owner).get(home.get_absolute_url()))
    staff = signed_in(membership_manager)
    assert "says that it takes it over" in text(staff.get("/staff/claims/"))
    form = text(staff.get(f"/homes/{home.pk}/transfer/?to={other_provider.pk}"))
    assert f'<option value="{other_provider.pk}" selected>' in form


def test_a_transfer_that_is_asked_for_is_carried_out_with_the_claim(home, outsider, other_provider, membership_manager):
    claim = actions.claim(urn="9000001", provider=other_provider, by=outsider, takes_over=True)
    day = home.during.lower
    new = actions.transfer_home(home=home, to=other_provider, last_day=day, by=membership_manager, reason="Sold")
    assert new == claim
    assert list(transfers_asked(home, membership_manager)) == []


def test_asking_for_what_nobody_has_here_tells_staff_alone(listed, owner, provider, membership_manager):
    actions.claim(urn="9000003", provider=provider, by=owner, takes_over=True)
    assert [mail.user for mail in OutboxMessage.objects.all()] == [membership_manager]


def test_no_one_else_s_page_says_that_a_home_is_asked_for(signed_in, home, outsider, other_provider, provider):
    claim = actions.claim(urn="9000001", provider=other_provider, by=outsider, takes_over=True)
    assert "takes this home over" not in text(signed_in(outsider).get(claim.get_absolute_url()))


def test_a_claim_is_taken_back_by_an_owner_while_it_waits_and_leaves_the_list(signed_in, listed, owner, provider):
    home = actions.claim(urn="9000001", provider=provider, by=owner)
    client = signed_in(owner)
    assert f"/homes/{home.pk}/take-back/" in text(client.get(home.get_absolute_url()))
    client.post(f"/homes/{home.pk}/take-back/")
    home.refresh_from_db()
    assert home.state == "withdrawn"
    page = text(client.get("/homes/"))
    assert home.get_absolute_url() not in page
    assert "1 taken back" in page
    assert home.get_absolute_url() in text(client.get("/homes/?state=withdrawn"))
    assert "take-back" not in text(client.get(home.get_absolute_url()))
    assert actions.claim(urn="9000001", provider=provider, by=owner).state == "claimed", "and again"


def test_only_an_owner_takes_a_claim_back_and_only_while_it_waits(
    listed, owner, provider, outsider, membership_manager
):
    home = actions.claim(urn="9000001", provider=provider, by=owner)
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    for person in (outsider, membership_manager, colleague):
        with pytest.raises(PermissionDenied):
            actions.take_back(home=home, by=person)
    actions.confirm(home=home, by=membership_manager)
    with pytest.raises(ValidationError, match="confirmed already"):
        actions.take_back(home=home, by=owner)


def test_a_refused_home_leaves_the_list_and_stays_in_the_history(
    signed_in, listed, owner, provider, membership_manager
):
    home = actions.claim(urn="9000001", provider=provider, by=owner)
    actions.refuse(home=home, by=membership_manager, reason="Theirs is another")
    client = signed_in(owner)
    page = text(client.get("/homes/"))
    assert home.get_absolute_url() not in page
    assert "1 refused" in page
    assert "Theirs is another" in text(client.get(f"/homes/{home.pk}/history/"))
    assert "was not confirmed" in text(client.get("/dashboard/"))
    actions.claim(urn="9000001", provider=provider, by=owner)
    assert "was not confirmed" not in text(client.get("/dashboard/")), "it was asked for again"


@pytest.mark.parametrize("number", ["2847102", "sc 847102"])
def test_a_home_newer_than_the_list_is_added_and_waits_until_a_list_prints_it(
    signed_in, listed, owner, provider, membership_manager, number
):
    client, typed = signed_in(owner), {"provider": provider.pk}
    address = client.post("/homes/add/", {"urn": number}).url
    assert "No list of the register that we have prints this number yet" in text(client.get(address))
    assert client.post(address, typed).status_code == 422
    assert not Registration.objects.filter(entries=None).exists()
    page = text(client.post(address, typed | {"sure": "on"}, follow=True))
    assert "waits until a list of the register prints it" in page
    home = Home.objects.select_related("registration").get()
    staff = signed_in(membership_manager)
    shown = text(staff.get("/staff/claims/"))
    assert "Newer than the list" in shown
    assert f"/staff/claims/{home.pk}/confirm/" not in shown
    with pytest.raises(ValidationError, match="It waits until one does"):
        actions.confirm(home=home, by=membership_manager)
    rows = homes(home.registration.number)
    released(register(*rows, as_at="30 April 2025"), "provider_at_april_2025.csv")
    assert f"/staff/claims/{home.pk}/confirm/" in text(staff.get("/staff/claims/"))
    assert actions.confirm(home=home, by=membership_manager).state == "confirmed"


def test_a_home_that_left_the_register_is_not_a_newer_one(listed, owner, provider):
    later = register(*homes("9000001"), as_at="30 April 2025")
    released(later, "provider_at_april_2025.csv")
    with pytest.raises(ValidationError, match="does not name 9000002 any more"):
        actions.claim(urn="9000002", provider=provider, by=owner)


def test_what_is_newer_than_the_list_comes_last(listed, owner, provider, membership_manager):
    newer = actions.claim(urn="2847102", provider=provider, by=owner)
    known = actions.claim(urn="9000001", provider=provider, by=owner)
    assert [claim.home for claim in waiting(membership_manager)] == [known, newer]


def test_a_number_that_cannot_be_added_leads_back_with_a_sentence(signed_in, listed, owner):
    page = signed_in(owner).get("/homes/add/77/", follow=True)
    assert page.redirect_chain[0][0] == "/homes/add/"
    assert "No home on the current register has the number 77" in text(page)


def test_who_may_add_no_homes_sees_no_way_to_take_one_back(signed_in, listed, owner, provider):
    home = make_home(provider, "claimed", "9000009")
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    assert "take-back" not in text(signed_in(colleague).get(home.get_absolute_url()))


def test_a_list_that_nobody_released_says_nothing_of_a_newer_home(listed, owner, provider, membership_manager):
    raw = register(*homes("2847102"), as_at="30 April 2025")
    load_register(raw=raw, name="provider_at_april_2025.csv", by=None)
    home = actions.claim(urn="2847102", provider=provider, by=owner)
    with pytest.raises(ValidationError, match="It waits until one does"):
        actions.confirm(home=home, by=membership_manager)
