"""Topics, press contacts and about texts: kept on a screen, offered in order, retired without being lost."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from people.catalogue import CATALOGUES, actions
from people.views import KEEPERS
from publishing import actions as publishing
from publishing.models import Boilerplate, Edition, PressContact, Topic
from tests.reading import text

TEXTS = "/staff/texts"
JO = {"name": "Siân Evans", "job": "Head of news", "telephone": "01632 960003", "email": "sian@cha.example"}
SUMMARY = "A summary that is long enough to be approved."


@pytest.fixture
def desk(signed_in, press_officer):
    return signed_in(press_officer)


@pytest.fixture
def topics(db):
    return [Topic.objects.create(name=name, slug=name.lower(), position=n) for n, name in enumerate("CABD", 1)]


@pytest.fixture
def publish(press_officer, chief_executive):
    def to_public(title="Homes", public=True, **content):
        words = {"title": title, "summary": SUMMARY, "body": "<p>At length.</p>"} | content
        edition = publishing.start(kind="statement", by=press_officer, **words)
        edition = publishing.submit(edition=edition, by=press_officer)
        if public:
            publishing.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
        return Edition.objects.get(pk=edition.pk)

    return to_public


def names(model=Topic):
    return [row.name for row in model.objects.offered()]


def offered(client, edition, field):
    form = client.get(f"{TEXTS}/{edition.pk}/edit/").context["form"]
    return [label for _, label in form.fields[field].choices]


def test_a_contact_is_added_changed_and_read_in_its_history(desk):
    assert desk.post(f"{TEXTS}/contacts/new/", JO).status_code == 302
    made = PressContact.objects.get(name="Siân Evans")
    desk.post(f"{TEXTS}/contacts/{made.pk}/edit/", JO | {"telephone": "01632 960004"})
    assert "01632 960004" in text(desk.get(f"{TEXTS}/contacts/"))
    page = text(desk.get(f"{TEXTS}/contacts/{made.pk}/history/"))
    assert "<del>01632 960003</del>" in page
    assert "Press" in page


def test_two_contacts_alike_are_refused_beside_the_name_and_what_was_typed_stays(desk):
    desk.post(f"{TEXTS}/contacts/new/", JO)
    answer = desk.post(f"{TEXTS}/contacts/new/", JO | {"name": "SIÂN EVANS", "email": "other@cha.example"})
    assert answer.status_code == 422
    assert "There is a contact of this name and job" in answer.context["form"].errors["name"][0]
    assert 'value="other@cha.example"' in text(answer)
    assert desk.post(f"{TEXTS}/contacts/new/", JO | {"job": "Director"}).status_code == 302


@pytest.mark.parametrize("model", [Topic, PressContact, Boilerplate])
def test_the_database_takes_no_two_alike(db, model):
    model.objects.create(name="Work")
    with pytest.raises(IntegrityError, match="once"), transaction.atomic():
        model.objects.create(name="WORK", **({"slug": "other"} if model is Topic else {}))


def test_a_renamed_topic_keeps_its_address_and_another_gets_one_of_its_own(desk, client):
    desk.post(f"{TEXTS}/topics/new/", {"name": "Cymru – Wales"})
    topic = Topic.objects.get()
    assert topic.slug == "cymru-wales"
    desk.post(f"{TEXTS}/topics/{topic.pk}/edit/", {"name": "Wales"})
    assert "Wales" in text(client.get("/press/topics/cymru-wales/"))
    desk.post(f"{TEXTS}/topics/new/", {"name": "Cymru & Wales"})
    assert set(Topic.objects.values_list("slug", flat=True)) == {"cymru-wales", "cymru-wales-2"}
    assert desk.post(f"{TEXTS}/topics/new/", {"name": "養護"}).status_code == 302
    assert Topic.objects.get(name="養護").slug == "topic"


def test_a_topic_that_was_retired_is_named_when_it_is_added_again(desk, topics):
    desk.post(f"{TEXTS}/topics/arrange/", {"retire": topics[0].pk})
    answer = desk.post(f"{TEXTS}/topics/new/", {"name": "c"})
    assert "Use that one, or bring" in text(answer)
    assert names() == ["A", "B", "D"]


def test_order_is_changed_by_buttons_and_every_choice_and_the_press_page_follow(desk, client, topics, publish):
    draft = publish(public=False)
    for button, row, order in [
        ("up", 1, "ACBD"),
        ("down", 0, "ABCD"),
        ("up", 1, "ABCD"),  # the first stays the first
        ("down", 3, "ABCD"),
        ("down", 1, "BACD"),
    ]:
        assert desk.post(f"{TEXTS}/topics/arrange/", {button: topics[row].pk}).status_code == 302
        assert names() == list(order)
    assert offered(desk, draft, "topic") == ["No topic", *"BACD"]
    page = text(client.get("/press/"))
    places = [page.index(f"/press/topics/{slug}/") for slug in "bacd"]
    assert places == sorted(places)
    desk.post(f"{TEXTS}/topics/arrange/", {"sort": "name"})
    assert names() == list("ABCD")
    desk.post(f"{TEXTS}/topics/new/", {"name": "A new one"})
    assert names() == [*"ABCD", "A new one"]


def test_the_first_contact_and_about_text_are_offered_with_a_new_text(desk, press_officer):
    second = actions.save(row=PressContact(**JO), by=press_officer)
    actions.save(row=Boilerplate(name="Long", text="<p>x</p>"), by=press_officer)
    short = actions.save(row=Boilerplate(name="Short", text="<p>x</p>"), by=press_officer)
    desk.post(f"{TEXTS}/contacts/arrange/", {"up": second.pk})
    desk.post(f"{TEXTS}/about/arrange/", {"up": short.pk})
    edition = publishing.start(kind="statement", by=press_officer, title="Homes")
    form = desk.get(f"{TEXTS}/{edition.pk}/edit/").context["form"]
    assert (form.initial["contact"], form.initial["boilerplate"]) == (second.pk, short.pk)


def test_a_retired_row_is_offered_to_none_but_the_text_that_has_it_and_can_come_back(desk, topics, publish):
    contact = PressContact.objects.get()
    has, other = (publish(title, public=False, topic=topics[0]) for title in ("One", "Two"))
    Edition.objects.filter(pk=other.pk).update(contact=None, topic=None)
    for address, row in [("topics", topics[0]), ("contacts", contact)]:
        assert "in use" in text(desk.post(f"{TEXTS}/{address}/arrange/", {"delete": row.pk}, follow=True))
        assert "is offered no more" in text(desk.post(f"{TEXTS}/{address}/arrange/", {"retire": row.pk}, follow=True))
    assert "C" in offered(desk, has, "topic")
    assert str(contact) in offered(desk, has, "contact")
    assert "C" not in offered(desk, other, "topic")
    assert str(contact) not in offered(desk, other, "contact")
    desk.post(f"{TEXTS}/topics/arrange/", {"restore": topics[0].pk})
    assert offered(desk, other, "topic") == ["No topic", *"ABDC"]


def test_what_nothing_refers_to_can_be_deleted_and_only_that_has_the_button(desk, topics, publish):
    publish(topic=topics[0])
    page = text(desk.get(f"{TEXTS}/topics/"))
    assert f'name="delete" value="{topics[0].pk}"' not in page
    assert f'name="delete" value="{topics[1].pk}"' in page
    desk.post(f"{TEXTS}/topics/arrange/", {"delete": topics[1].pk})
    assert names() == ["C", "B", "D"]
    assert desk.post(f"{TEXTS}/topics/arrange/", {"delete": topics[1].pk}).status_code == 404


def test_the_pages_of_a_retired_topic_stay_as_long_as_a_public_text_has_it(desk, client, topics, publish):
    release = publish(topic=topics[0])
    publish("Not yet", public=False, topic=topics[1])
    for topic in topics[:2]:
        desk.post(f"{TEXTS}/topics/arrange/", {"retire": topic.pk})
    for slug, status in (("c", 200), ("a", 404), ("b", 200)):
        for end in ("", "feed.rss", "feed.atom", "feed.json"):
            assert client.get(f"/press/topics/{slug}/{end}").status_code == status
    listed = text(client.get("/sitemap-pages.xml"))
    assert "/press/topics/c/" in listed
    assert "/press/topics/a/" not in listed
    assert "</time> · C" in " ".join(text(client.get(release.publication.path)).split())
    publishing.remove(publication=release.publication, by=desk.get("/dashboard/").wsgi_request.user, reason="Wrong")
    assert client.get("/press/topics/c/").status_code == 404


def test_new_words_about_us_take_the_place_of_those_in_use_and_unused_ones_are_changed(desk, press_officer, publish):
    for name in ("Short", "Long"):
        assert desk.post(f"{TEXTS}/about/new/", {"name": name, "text": "First words."}).status_code == 302
    short = Boilerplate.objects.get(name="Short")
    desk.post(f"{TEXTS}/about/{short.pk}/edit/", {"name": "Short", "text": "Second words."})
    assert Boilerplate.objects.get(name="Short").text == "<p>Second words.</p>"
    publish(boilerplate=short)
    desk.post(f"{TEXTS}/about/{short.pk}/edit/", {"name": "Short", "text": "Third words."})
    assert [(row.name, row.text) for row in Boilerplate.objects.offered()] == [
        ("Short", "<p>Third words.</p>"),
        ("Long", "<p>First words.</p>"),
    ]
    # A second tab: the row is retired by now, and its words must stay.
    answer = desk.post(f"{TEXTS}/about/{short.pk}/edit/", {"name": "Short", "text": "Fourth words."})
    assert answer.status_code == 422
    assert "Fourth words." in text(answer)
    answer = desk.post(f"{TEXTS}/about/arrange/", {"restore": short.pk}, follow=True)
    assert "There is an about text of this name" in text(answer)
    assert desk.post(f"{TEXTS}/about/new/", {"name": "X", "text": "<script>x</script>"}).status_code == 422


def test_a_form_leads_to_the_list_for_who_keeps_it_and_names_the_role_for_others(desk, signed_in, policy_officer):
    writer = desk.get("/dashboard/").wsgi_request.user
    release = publishing.start(kind="statement", by=writer, title="Homes")
    page = text(desk.get(f"{TEXTS}/{release.pk}/edit/"))
    for what in ("a topic", "a press contact", "an about text"):
        assert f"Add {what} (opens in a new tab)" in page
    for address in ("topics", "contacts", "about"):
        assert f'href="/staff/texts/{address}/new/"' in page
    position = publishing.start(kind="position_paper", by=policy_officer, title="Pay")
    page = text(signed_in(policy_officer).get(f"{TEXTS}/{position.pk}/edit/"))
    assert "Ask a press officer to add a topic." in page
    assert "topics/new/" not in page


def test_the_lists_that_someone_keeps_are_on_one_page_of_their_navigation(desk):
    assert "/staff/lists/" in text(desk.get("/dashboard/"))
    page = text(desk.get("/staff/lists/"))
    assert "1 offered" in page  # the contact
    assert page.count("None yet") >= 2
    assert {catalogue.model.KEEPER for catalogue in CATALOGUES.values()} == set(KEEPERS)


def test_of_two_who_add_the_same_in_one_second_the_later_one_reads_that_it_is_there(press_officer, monkeypatch):
    """Both looked before either wrote: the database lets one through, and the other gets the sentence."""
    actions.save(row=PressContact(**JO), by=press_officer)
    look, looked = PressContact.validate_constraints, []

    def before_the_other_wrote(row, **given):
        looked.append(row)
        if len(looked) > 1:
            look(row, **given)

    monkeypatch.setattr(PressContact, "validate_constraints", before_the_other_wrote)
    with pytest.raises(ValidationError, match="There is a contact of this name and job"):
        actions.save(row=PressContact(**JO), by=press_officer)
    assert len(looked) == 2
    assert PressContact.objects.filter(name=JO["name"]).count() == 1


def test_an_address_that_another_row_has_is_told_in_a_sentence(press_officer, topics):
    with pytest.raises(ValidationError, match="Slug already exists"):
        actions.save(row=Topic(name="Other", slug="c"), by=press_officer)


def test_a_row_moves_past_what_is_offered_and_not_past_what_is_retired(press_officer, topics):
    for row in topics[1:3]:
        actions.retire(row=row, by=press_officer)
    actions.move(row=topics[3], by=press_officer, places=-1)
    assert names() == ["D", "C"]


def test_a_button_with_nonsense_changes_nothing(desk, topics):
    for given in ({}, {"retire": "x"}, {"retire": ""}, {"up": "²"}, {"fly": topics[0].pk}):
        assert desk.post(f"{TEXTS}/topics/arrange/", given).status_code == 302
    assert names() == list("CABD")


def test_nobody_else_changes_a_list(topics, policy_officer):
    for change in (
        lambda: actions.save(row=topics[0], by=policy_officer),
        lambda: actions.retire(row=topics[0], by=policy_officer),
        lambda: actions.restore(row=topics[0], by=policy_officer),
        lambda: actions.delete(row=topics[0], by=policy_officer),
        lambda: actions.move(row=topics[0], by=policy_officer, places=1),
        lambda: actions.sort_by_name(model=Topic, by=policy_officer),
    ):
        with pytest.raises(PermissionDenied):
            change()


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_takes_the_same_queries_for_any_number(desk, count, django_assert_num_queries):
    Topic.objects.bulk_create(Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(count))
    with django_assert_num_queries(5):
        desk.get(f"{TEXTS}/topics/")
