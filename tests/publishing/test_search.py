"""What a search finds, how it shows it, and how PostgreSQL goes about it."""

import pytest
from django.db import connection

from publishing import actions
from publishing.models import Edition
from publishing.public.search import COUNTED, search
from publishing.richtext.markup import MARK_END, MARK_START, marked
from tests.lifting import without_triggers
from tests.publishing.conftest import CONTENT


@pytest.fixture
def public(press_officer, approved):
    """A function: a public text with some words."""
    return lambda **words: approved(actions.start(kind="statement", by=press_officer, **CONTENT | words))


def found(words):
    return [edition.title for edition in search(Edition.objects.public(), words).editions]


def snippet(words):
    return marked(Edition.objects.public().search(words).with_snippets(words).get().snippet)


@pytest.mark.parametrize("field", ["title", "summary", "body", "notes", "byline"])
def test_words_are_found_wherever_readers_see_them(public, field):
    public(**{"title": "One", field: "Fostering is what we ask ministers to think of first."})
    public(title="Another")
    assert len(found("fostering")) == 1


@pytest.mark.parametrize("typed", ["Siân Prosser", "Sian Prosser", "sian", "SIÂN"])
def test_accents_do_not_matter(public, typed):
    public(title="One", body="<p>Siân Prosser, of Tŷ Glas, said so.</p>")
    assert found(typed) == ["One"]
    assert "<mark>Siân</mark>" in snippet(typed)


@pytest.mark.parametrize(
    ("typed", "hit"),
    [
        ("secure places", True),
        ("places secure", True),
        ('"secure places"', True),
        ('"places secure"', False),
        ("secure -places", False),
        ("secure -fostering", True),
        ("fostering or secure", True),
        ("place", True),
        ("the", True),
        ("The, of", True),
        ('"the"', True),
        ("the by", False),
        ("-the", False),
        ("the fostering", False),
        ("!!! & | <-> (", False),
        ('"', False),
    ],
)
def test_phrases_exclusions_and_alternatives_work_and_nothing_typed_breaks_it(public, typed, hit):
    summary = "A word of the many that we say about the places."
    public(summary=summary, body="<p>Too few <strong>secure</strong> places.</p>")
    assert bool(found(typed)) is hit


@pytest.mark.parametrize("typed", ["strong", "href", "noopener", "target.example", "amp"])
def test_tags_and_addresses_of_links_are_no_words(public, typed):
    public(body='<p>Say <strong>so</strong> &amp; <a href="https://target.example/">ring</a>.</p>')
    assert found(typed) == []


def test_the_newest_comes_first_however_well_an_older_one_matches(public):
    public(title="Fostering, fostering and fostering", body="<p>Fostering.</p>")
    public(title="Another", body="<p>At length, and at the very end: fostering.</p>")
    editions = search(Edition.objects.public(), "fostering").editions.newest_first()
    assert [edition.title for edition in editions] == ["Another", "Fostering, fostering and fostering"]


def test_a_text_to_come_or_a_former_version_is_not_found(public, publication, following, approved):
    approved(following(publication, body="<p>Fostering</p>"))
    assert found('"greater length"') == found('"at length"') == []
    assert len(found("fostering")) == 1


def test_a_snippet_shows_where_the_words_are_without_tags(public):
    public(body=f"<p>{'Before. ' * 60}</p><h2>Then</h2><p>Too few <em>secure</em> places &amp; beds.</p>")
    shown = snippet("secure")
    assert "few <mark>secure</mark> places &amp; beds" in " ".join(shown.split())
    assert "<em>" not in shown
    assert len(shown) < 600


def test_a_snippet_cannot_carry_markup_into_the_page(public):
    public(body="<p>&lt;script&gt;alert(1)&lt;/script&gt; secure &lt;mark&gt;</p>")
    shown = snippet("secure")
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (f"a {MARK_START}b{MARK_END} c", "a <mark>b</mark> c"),
        (f"{MARK_START}<b>{MARK_END}", "<mark>&lt;b&gt;</mark>"),
        (f"{MARK_END}a {MARK_START}{MARK_START}b{MARK_END}", "a <mark>b</mark>"),
        (f"{MARK_START}a", ""),
        ("no word was found", ""),
        ("", ""),
    ],
)
def test_marks_are_always_whole(given, shown):
    assert marked(given) == shown


def test_where_only_the_headline_matches_there_is_no_snippet(public):
    public(title="Fostering")
    assert snippet("fostering") == ""


def test_hits_are_counted_to_a_limit(public, monkeypatch):
    monkeypatch.setattr("publishing.public.search.COUNTED", 2)
    for _ in range(2):
        public()
    exact = search(Edition.objects.public(), "closing")
    assert (exact.count, exact.more) == (2, False)
    public()
    capped = search(Edition.objects.public(), "closing")
    assert (capped.count, capped.more, capped.editions.count()) == (2, True, 3)


@pytest.fixture
def many(press_officer, approved):
    """12,000 public texts with a common word; three of them, the oldest, with a rare one too."""
    first = approved(actions.start(kind="statement", by=press_officer, **CONTENT))
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(
            """
            WITH made AS (
                INSERT INTO publishing_publication (
                    kind_name, path, audience, first_public_at, proposed_path, removed_reason, redirect_to
                )
                SELECT 'statement', '/press/' || n || '/', 'public', now() - n * interval '1 hour', '', '', ''
                FROM generate_series(1, 12000) n RETURNING id, first_public_at, path
            )
            INSERT INTO publishing_edition (
                publication_id, number, state, title, summary, body, notes, byline, byline_job, byline_about,
                answers_title, answers_link, addressee, signatories, change_note, correction, is_minor,
                contact_named, second_contact_named, withdrawn_reason,
                created_at, saved_at, approved_hash, approved_at, first_public_at, public_during
            )
            SELECT id, 1, 'approved', 'Homes', 'In short.',
                '<p>' || repeat(md5(path) || ' ', 40) || ' care ' ||
                    CASE WHEN path IN ('/press/11998/', '/press/11999/', '/press/12000/') THEN 'heliotrope' ELSE '' END,
                '', '', '', '', '', '', '', '', '', '', false, '', '', '', now(), now(), '', now(), first_public_at,
                tstzrange(first_public_at, NULL)
            FROM made
            """
        )
        cursor.execute("ANALYZE publishing_edition, publishing_publication")
    return first


def scans(queryset):
    return queryset.explain()


@pytest.mark.usefixtures("many")
def test_postgresql_uses_the_index_of_words_for_rare_ones_and_that_of_times_for_common_ones():
    rare = search(Edition.objects.public(), "heliotrope")
    assert (rare.count, rare.more) == (3, False)
    assert "Seq Scan on publishing_edition" not in scans(rare.editions.newest_first()[:21])
    keys = Edition.objects.public().search("heliotrope").order_by().values_list("pk", flat=True)[: COUNTED + 1]
    assert "edition_search" in scans(keys)
    common = search(Edition.objects.public(), "care")
    assert (common.count, common.more) == (COUNTED, True)
    plan = scans(common.editions.newest_first()[:21])
    assert "edition_newest" in plan
    assert "Sort" not in plan


@pytest.mark.usefixtures("many")
def test_a_deep_page_reads_the_index_of_times_from_its_place_on():
    deep = Edition.objects.public().filter(first_public_at__lte="2000-01-01T00:00Z").newest_first()[:21]
    plan = scans(deep)
    assert "edition_newest" in plan
    assert "Seq Scan on publishing_edition" not in plan


@pytest.mark.parametrize(
    "body",
    [
        "<p>Safe\u00adguarding and child\u200bren.</p>",
        "<p>Safe<em>guarding</em> and <strong>child</strong>ren.</p>",
        '<p><a href="https://example.org/" rel="noopener">Safe</a>guarding and child\u2060ren.</p>',
    ],
)
def test_words_that_something_unseen_or_a_tag_parts_are_found_in_rows_of_before(public, body):
    """The door takes soft hyphens out; rows that came before it have them."""
    public(title="One")
    Edition.objects.update(body=body)
    assert found("safeguarding children") == ["One"]
    assert "<mark>Safeguarding</mark>" in snippet("safeguarding")


def test_what_is_asked_may_hold_soft_hyphens_too(public):
    public(title="One", body="<p>Safeguarding.</p>")
    assert found("safe\u00adguarding") == ["One"]
    assert found('"safe\u200bguarding"') == ["One"]


def test_a_footnote_s_number_does_not_grow_into_its_word(public):
    public(title="One", body="<p>Safeguarding<sup>1</sup>, H<sub>2</sub>O.</p>")
    assert found("safeguarding") == found("h2o") == ["One"]
