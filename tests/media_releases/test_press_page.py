"""The press page: newest first, narrowed down, searched, leafed through."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from policy.texts.actions import start_position
from publishing import actions
from publishing.models import Edition, Publication, Topic
from tests import reading
from tests.publishing.conftest import CONTENT, approved, minute_from_now  # noqa: F401 - a fixture
from tests.register.files import homes, register
from tests.register.released import released
from times import LONDON

PRESS = "/press/"


@pytest.fixture
def workforce(db):
    return Topic.objects.create(slug="workforce", name="Workforce")


@pytest.fixture
def release(press_officer, approved):  # noqa: F811 - the fixture above
    """A function: a public text, first public on a day if one is named."""

    def make(title, *, kind="statement", topic=None, on=None, **words):
        edition = actions.start(kind=kind, by=press_officer, topic=topic, **CONTENT | {"title": title} | words)
        edition = approved(edition)
        if on:
            Edition.objects.filter(pk=edition.pk).update(first_public_at=on)
            Publication.objects.filter(pk=edition.publication_id).update(first_public_at=on)
        return edition

    return make


def text(client, address, status=200, **query):
    page = client.get(address, query)
    assert page.status_code == status
    return reading.text(page)


def shown(page, *titles):
    return [title for title in titles if f">{title}</a></h2>" in page]


def test_kind_topic_and_year_narrow_it_down_together(client, release, workforce):
    year = timezone.localdate().year
    release("Blog of workforce", kind="blog", byline="Siân", topic=workforce)
    release("Statement of workforce", topic=workforce)
    release("Blog of nothing", kind="blog", byline="Siân")
    release(
        "Old blog of workforce",
        kind="blog",
        byline="Siân",
        topic=workforce,
        on=datetime(year - 1, 6, 4, 9, tzinfo=LONDON),
    )
    titles = ["Blog of workforce", "Statement of workforce", "Blog of nothing", "Old blog of workforce"]
    assert shown(text(client, PRESS), *titles) == titles
    page = text(client, PRESS, kind="blog", topic="workforce", year=year)
    assert shown(page, *titles) == ["Blog of workforce"]
    assert shown(text(client, PRESS, year=year - 1), *titles) == ["Old blog of workforce"]
    assert shown(text(client, "/press/topics/workforce/", kind="statement"), *titles) == ["Statement of workforce"]
    assert shown(text(client, PRESS, q="blog", topic="workforce", year=year), *titles) == ["Blog of workforce"]


def test_each_choice_keeps_the_others_and_can_be_taken_back(client, release, workforce):
    release("Release", topic=workforce)
    year = timezone.localdate().year
    page = text(client, PRESS, kind="statement", year=year)
    assert f'href="/press/topics/workforce/?kind=statement&amp;year={year}"' in page
    assert f'href="/press/?kind=blog&amp;year={year}"' in page
    assert f'<a href="/press/?year={year}">All<span class="visually-hidden">, not only by kind' in page
    assert f'<a href="/press/?kind=statement&amp;year={year}" aria-current="true">Statement</a>' in page
    assert f'<a href="/press/?kind=statement&amp;year={year}" aria-current="true">{year}</a>' in page


def test_years_are_those_of_london_and_lead_from_the_newest_to_the_oldest(client, release):
    release("Newest")
    release("Just 2024 in London", on=datetime(2023, 12, 31, 23, 30, tzinfo=LONDON) + timedelta(minutes=30))
    assert shown(text(client, PRESS, year=2024), "Just 2024 in London")
    assert not shown(text(client, PRESS, year=2023), "Just 2024 in London")
    page = text(client, PRESS)
    years = [year for year in range(2020, 2030) if f'?year={year}"' in page]
    assert years == list(range(2024, timezone.localdate().year + 1))


@pytest.mark.parametrize(
    "query", [{"kind": "poem"}, {"topic": "nothing"}, {"year": "20x6"}, {"year": "99999"}, {"year": "-1", "q": "homes"}]
)
def test_what_we_do_not_have_is_answered_with_a_sentence(client, release, query):
    release("Release")
    page = text(client, PRESS, **query)
    assert not shown(page, "Release")
    assert "a kind, topic or year that we do not have" in page


def test_a_topic_that_is_not_ours_has_no_page(client, workforce):
    assert "published nothing of this kind" in text(client, "/press/topics/workforce/")
    text(client, "/press/topics/nothing/", status=404)


def test_releases_only_until_words_are_searched_for(client, release, policy_officer, chief_executive):
    release("Release")
    words = {"title": "Position", "summary": "In short, what we say and why it matters.", "body": "<p>Homes.</p>"}
    edition = actions.submit(edition=start_position(by=policy_officer, asks=[], **words), by=policy_officer)
    actions.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
    page = text(client, PRESS)
    assert shown(page, "Release", "Position") == ["Release"]
    assert "Our line by topic" in page
    assert "kind=position_paper" not in page
    page = text(client, PRESS, q="position")
    assert shown(page, "Release", "Position") == ["Position"]
    assert "kind=position_paper" in page


def test_a_search_counts_marks_and_says_when_it_finds_nothing(client, release):
    release("First", body="<p>Too few secure places.</p>")
    release("Second", body="<p>A secure home.</p>")
    page = text(client, PRESS, q="secure")
    assert "2 texts found, the newest first." in page
    assert page.index("Second</a>") < page.index("First</a>")
    assert "Too few <mark>secure</mark> places" in page
    page = text(client, PRESS, q="<i>heliotrope")
    assert "0 texts found" in page
    assert "Nothing that we published matches “&lt;i&gt;heliotrope”." in page
    assert "Try fewer words" in page


def test_pages_keep_the_search_and_the_choices(client, release):
    for number in range(25):
        release(f"Release {number}")
    page = text(client, PRESS, q="homes or closing or length", kind="statement")
    assert 'href="/press/?q=homes+or+closing+or+length&amp;kind=statement&amp;before=' in page
    older = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = text(client, older)
    assert shown(second, *(f"Release {number}" for number in range(25))) == [f"Release {n}" for n in range(5)]
    assert "after=" in second


def test_a_withdrawn_release_is_marked_in_the_list(client, release, chief_executive):
    edition = release("Release")
    assert "Withdrawn" not in text(client, PRESS)
    actions.withdraw(publication=edition.publication, by=chief_executive, reason="Newer figures.")
    assert '<span class="tag tag--attention">Withdrawn</span>' in text(client, PRESS)


@pytest.mark.parametrize("count", [1, 3, 30])
@pytest.mark.parametrize(
    ("address", "queries"), [(PRESS, 5), ("/press/?q=closing", 4), ("/press/topics/workforce/?kind=statement", 3)]
)
def test_the_press_page_takes_the_same_queries_for_any_number(
    client, release, workforce, count, address, queries, django_assert_num_queries
):
    released(register(*homes("9000001", "9000002")), "at_march_2025.csv")
    for number in range(count):
        release(f"Homes are closing {number}", topic=workforce)
    with django_assert_num_queries(queries):
        assert "Homes are closing 0" in text(client, address) or count == 30


def test_a_deep_page_takes_three_queries(client, release, django_assert_num_queries):
    for number in range(22):
        release(f"Release {number}")
    with django_assert_num_queries(3):
        page = text(client, PRESS, before="20991231T000000000000-1")
    assert shown(page, "Release 21") == ["Release 21"]


def test_the_figures_stand_on_the_first_page_only(client, release):
    released(register(*homes("9000001", "9000002")), "at_march_2025.csv")
    assert "Places in children’s homes" not in text(client, PRESS), "not yet read"
    actions.take_snapshots()
    page = " ".join(text(client, PRESS).split())
    assert "<dt>Places in children’s homes in England</dt> <dd>8 <span" in page
    assert "Ofsted, list of social care providers</a>, 31 March 2025)" in page
    assert "100% <span" in page
    assert "31 March 2025; base 2)" in page
    assert "our members" not in page, "hidden, as nobody is a member"
    assert "Places in children’s homes" not in text(client, PRESS, q="homes")


@pytest.mark.parametrize("address", [PRESS, "/press/topics/workforce/", "/press/?q=homes", "/press/release/"])
def test_whom_to_ring_at_any_hour_is_in_sight(client, release, workforce, address):
    release("Release")
    page = text(client, address)
    assert page.index("Journalists:") < page.index("<main")
    assert "020 7946 0180</a>, at any hour" in page


def test_what_is_to_come_is_not_counted_found_or_named(client, press_officer, approved, workforce):  # noqa: F811
    words = CONTENT | {"title": "Heliotrope"}
    approved(actions.start(kind="blog", by=press_officer, byline="Siân", topic=workforce, **words), minute_from_now())
    assert "0 texts found" in text(client, PRESS, q="heliotrope")
    assert "Our releases will be here" in text(client, PRESS)
    assert "By year" not in text(client, PRESS)
