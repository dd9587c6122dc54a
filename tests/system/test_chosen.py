"""A person of two providers looks at one of them alone, or at all: from every page, in this session only."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duties.overview import items_for
from homes.actions import check_sheet
from homes.models import HomeSheet
from people import actions
from people.access import Permission, needs_second_factor, providers_with
from people.models import Provider, Role, User
from tests import world as worlds
from tests.reading import text
from tests.system import matrix
from tests.system.test_canaries import ALLOWED, crawl

CHOOSER = re.compile(r'<form class="chooser".*?</form>', re.DOTALL)
HAZEL = {token for token, people in ALLOWED.items() if "owner" in people and "outsider" not in people}
LARKFIELD = {token for token, people in ALLOWED.items() if "outsider" in people and "owner" not in people}
CHOOSE = "/providers/choose/"


@pytest.fixture
def world(db):
    return worlds.ready()


@pytest.fixture
def of_both(world):
    """The owner of Hazel Bank, who owns Larkfield as well."""
    actions.give_role(user=world.people["owner"], role="owner", provider=world.larkfield, reason="Bought it")
    client = Client()
    client.force_login(world.people["owner"])
    return client


def choose(client, provider):
    return text(client.post(CHOOSE, {"provider": provider.pk if provider else ""}, follow=True))


# What the law gives a person of all that is held about them, whomever they look at.
OF_THE_PERSON = "/your-data/"


def of_the_other(pages, tokens, provider):
    """Where the other one's private values stand, or its name outside the form in which it is chosen."""
    words = [*tokens, f"CANARY-CALLED-{provider.pk}", f"CANARY-INVOICE-{provider.pk}", f"/providers/{provider.pk}/"]
    shown = {at: CHOOSER.sub("", page) for at, page in pages.items() if not at.startswith(OF_THE_PERSON)}
    return [
        (word, address)
        for word in words
        for address, page in shown.items()
        if re.search(rf"{word}(?!\w)", page) and word not in address
    ]


@pytest.mark.slow
def test_while_one_is_chosen_nothing_of_the_other_shows_on_any_page(world, of_both):
    for provider in (world.hazel, world.larkfield):  # the register prints legal names, for everyone
        provider.trading_name = f"CANARY-CALLED-{provider.pk}"
        provider.save()
    both = [(world.hazel, world.larkfield, LARKFIELD, HAZEL), (world.larkfield, world.hazel, HAZEL, LARKFIELD)]
    for chosen, other, not_theirs, theirs in both:
        assert f"You see {chosen} alone now." in choose(of_both, chosen)
        pages = crawl(of_both, world)
        assert of_the_other(pages, not_theirs, other) == []
        # What is theirs is seen, or the rest would prove nothing; a sheet of both stays with both.
        whole = "\n".join(pages.values())
        assert {token for token in theirs if token not in whole} <= {"CANARY-SHEET", "CANARY-FILE"}
    assert "You see all of your organisations now." in choose(of_both, None)
    whole = "\n".join(crawl(of_both, world).values())
    assert {token for token in HAZEL | LARKFIELD if token not in whole} == set()


def test_each_page_of_the_matrix_that_is_the_other_one_s_is_not_found(world, of_both):
    choose(of_both, world.larkfield)
    of_hazel = [page for page in matrix.PAGES if page.allowed.split()[:1] == ["owner"] and "outsider" in page.hidden]
    for page in of_hazel:
        if page.methods == "GET" and page.args:
            address = reverse(page.name, args=page.arguments(world))
            assert of_both.get(address).status_code == 404, address


def test_a_page_that_is_not_of_the_chosen_one_says_so_and_lets_choose(world, of_both):
    choose(of_both, world.larkfield)
    answer = of_both.get(f"/homes/{world.home.pk}/")
    assert answer.status_code == 404
    assert "You look at Larkfield Limited alone" in text(answer)
    assert CHOOSER.search(text(answer))
    choose(of_both, None)
    assert "alone" not in text(of_both.get("/homes/999/"))


def sent_from(client, address, **typed):
    """What a form of a page sends: its token, and what was typed."""
    token = re.findall(r'name="form_token" value="([^"]+)"', client.get(address).content.decode())[-1]
    return {"form_token": token, **typed}


def test_a_form_is_done_where_its_page_looked_though_another_window_chose_otherwise(world, of_both):
    address = f"/providers/{world.hazel.pk}/edit/"
    for before, name, seen in ((None, "Hafan", "all of your organisations"), (world.hazel, "Y Berth", "Hafan alone")):
        choose(of_both, before)
        sent = sent_from(of_both, address, trading_name=name, telephone="")
        choose(of_both, world.larkfield)
        answer = text(of_both.post(address, sent, follow=True))
        world.hazel.refresh_from_db()
        assert world.hazel.trading_name == name
        assert f"This page was for {seen}: you see that again." in answer
        assert of_both.get(address).status_code == 200


def test_a_sheet_goes_to_the_provider_that_its_page_showed(world, of_both):
    choose(of_both, world.hazel)
    file = SimpleUploadedFile("mine.csv", b"URN,Name\n9000001,Bramble\n")
    sent = sent_from(of_both, "/homes/sheets/", file=file)
    choose(of_both, world.larkfield)
    of_both.post("/homes/sheets/", sent)
    assert HomeSheet.objects.latest("pk").provider == world.hazel


def test_a_form_of_a_provider_whose_role_has_ended_is_done_there_no_more(world, of_both):
    address = f"/providers/{world.hazel.pk}/edit/"
    choose(of_both, world.hazel)
    sent = sent_from(of_both, address, trading_name="Hafan", telephone="")
    choose(of_both, world.larkfield)
    Role.objects.filter(user=world.people["owner"], provider=world.hazel).update(ends_on=timezone.localdate())
    assert of_both.post(address, sent).url == address
    assert of_both.get(address).url == "/kept-words/"
    assert "You look at Larkfield" not in text(of_both.get("/providers/own/"))
    world.hazel.refresh_from_db()
    assert world.hazel.trading_name != "Hafan"


def test_who_goes_back_chooses_once_more(world, of_both):
    token = sent_from(of_both, "/homes/")
    for provider in (world.hazel, world.larkfield, world.hazel):
        answer = text(of_both.post(CHOOSE, token | {"provider": provider.pk}, follow=True))
        assert f"You see {provider} alone now." in answer
        assert "In another window" not in answer


def test_who_chose_nothing_sees_all_and_only_who_has_several_may_choose(world, of_both, signed_in):
    page = text(of_both.get("/providers/own/"))
    assert "Hazel Bank Care Ltd</a>" in page
    assert "Larkfield Limited</a>" in page
    assert 'action="/providers/choose/"' in page
    assert re.findall(r"<option[^>]*selected", CHOOSER.search(page)[0]) == []
    assert "chooser" not in text(signed_in(world.people["outsider"]).get("/providers/own/"))


def test_it_is_offered_on_every_page_and_says_what_was_chosen(world, of_both):
    choose(of_both, world.hazel)
    for address in ("/dashboard/", "/homes/", "/accounts/email/", "/roles/own/", f"/providers/{world.hazel.pk}/"):
        form = CHOOSER.search(text(of_both.get(address)))[0]
        assert f'value="{world.hazel.pk}" selected' in form
        assert "Larkfield Limited" in form


def test_a_provider_of_others_cannot_be_chosen(world, of_both):
    elsewhere = Provider.objects.create(legal_name="Elsewhere Ltd", sector="private", nation="england")
    for typed in (elsewhere.pk, "all", "9" * 30):
        answer = text(of_both.post(CHOOSE, {"provider": typed}, follow=True))
        assert "You have no role there, so you see all that is yours." in answer


def test_what_was_chosen_and_ended_falls_back_to_what_is_left(world, of_both):
    choose(of_both, world.larkfield)
    role = Role.objects.get(user=world.people["owner"], provider=world.larkfield)
    actions.end_role(role=role, reason="Sold it", session=of_both.session.session_key)
    page = text(of_both.get("/providers/own/"))
    assert "Hazel Bank Care Ltd" in page
    assert "Larkfield" not in page
    assert "chooser" not in page


def test_it_holds_in_this_session_alone_and_not_in_the_background(world, of_both):
    choose(of_both, world.larkfield)
    elsewhere = Client()
    elsewhere.force_login(world.people["owner"])
    assert "Hazel Bank Care Ltd</a>" in text(elsewhere.get("/providers/own/"))
    assert {item.home.provider for item in items_for(as_work_sees(world), timezone.localdate())} == {world.hazel}


def as_work_sees(world):
    return User.objects.get(pk=world.people["owner"].pk)


def test_nobody_chooses_their_way_past_a_second_factor(world, of_both):
    world.hazel.requires_second_factor = True
    world.hazel.save()
    user = as_work_sees(world)
    user.chosen = world.larkfield.pk
    assert providers_with(user, Permission.HOME_VIEW) == [world.larkfield.pk]
    assert needs_second_factor(user)


def test_staff_keep_what_they_may_do_for_the_association(world, of_both):
    actions.give_role(user=world.people["owner"], role="press_officer", provider=None, reason="Helps")
    user = as_work_sees(world)
    user.chosen = world.larkfield.pk
    assert {role.name for role in user.current_roles} == {"owner", "press_officer"}
    assert [role.provider for role in user.current_roles if role.provider] == [world.larkfield]


def test_a_sheet_that_was_uploaded_for_both_shows_while_both_are_looked_at(world, of_both):
    sheet = f"/homes/sheets/{world.home_sheet.pk}/"
    assert of_both.get(sheet).status_code == 200
    choose(of_both, world.hazel)
    assert of_both.get(sheet).status_code == 404
    user = as_work_sees(world)
    user.chosen = world.hazel.pk
    mine = check_sheet(raw=b"URN,Name\n9000001,Bramble\n", name="mine.csv", by=user)
    assert of_both.get(f"/homes/sheets/{mine.pk}/").status_code == 200
    choose(of_both, world.larkfield)
    assert of_both.get(f"/homes/sheets/{mine.pk}/").status_code == 404


def test_the_page_that_ends_a_role_says_nothing_of_what_a_person_is_elsewhere(world, signed_in):
    actions.give_role(user=world.people["manager"], role="owner", provider=world.larkfield, reason="Bought it")
    actions.give_role(user=world.people["manager"], role="reader", provider=world.hazel, reason="Board")
    page = text(signed_in(world.people["owner"]).get(f"/roles/{world.role.pk}/end/"))
    assert "Reader Their account stays" in " ".join(page.split()).replace(";", "")
    assert "Larkfield" not in page
