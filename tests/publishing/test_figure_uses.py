"""Figures inside texts: from a token or a button to the note at the end of the page, and into the feeds."""

from datetime import date
from decimal import Decimal

from publishing import actions
from publishing.models import Figure, FigureSnapshot, FigureUse
from publishing.richtext.figure_uses import Quoted, leading_to, quoted, with_links
from publishing.richtext.markup import clean, plain
from tests.publishing.conftest import CONTENT, LATER
from tests.reading import text

PAGE = "/press/homes-are-closing/"
LINKED = '<p>Of these, <a href="#figure-12" rel="noopener">83%</a> are good.</p>'


def make_snapshot(value="83%", slug="share", **facts):
    """A reading of a figure, after the last one if it has any."""
    figure, _ = Figure.objects.get_or_create(slug=slug, defaults={"label": f"Label of {slug}"})
    says = {"counts": "Share of judged homes", "source": "The register", "source_url": "https://register.example/"}
    number = {"value": value, "number": Decimal("83"), "base": 3629} if value else {"is_suppressed": True}
    how = {"as_at": date(2025, 3, 31), "method": "Counted once.", "rounding": "To a whole percent"}
    last = FigureSnapshot.objects.current().filter(figure=figure).first()
    return FigureSnapshot.objects.create(figure=figure, replaces=last, **says | number | how | facts)


def start(writer, body, **words):
    return actions.start(kind="statement", by=writer, **CONTENT | {"body": body} | words)


def link(snapshot, words=None):
    return f'<a href="#figure-{snapshot.pk}">{words or snapshot.value}</a>'


def test_a_link_to_a_figure_survives_the_sieve_and_no_script_does():
    assert clean('<p>Of these, <a href="#figure-12">83%</a> are good.</p>') == LINKED
    assert "javascript" not in clean('<p><a href="javascript:#figure-12">83%</a></p>')


def test_figures_in_a_text_are_found_with_their_words_in_order():
    html = LINKED + clean('<p><a href="#figure-7"><strong>4,009</strong></a> <a href="/press/">more</a></p>')
    assert quoted(html) == [Quoted(12, "83%"), Quoted(7, "4,009")]
    assert plain(LINKED) == "Of these, 83% are good."


def test_only_known_tokens_become_links_and_a_value_is_escaped():
    assert with_links("[figure 1] [Figure&nbsp;2] [figure 3]", {1: "83%", 2: "<5"}) == (
        '<a href="#figure-1">83%</a> <a href="#figure-2">&lt;5</a> [figure 3]'
    )


def test_elsewhere_a_figure_leads_to_the_page_and_other_links_stay():
    html = leading_to("https://portal.example/press/x/", LINKED + '<a href="/press/">a</a>')
    assert '<a href="https://portal.example/press/x/#figure-12" rel' in html
    assert '<a href="/press/">' in html


def test_saving_turns_a_token_into_the_figure_and_a_row(press_officer):
    snapshot, hidden = make_snapshot(), make_snapshot("", "hidden")
    edition = start(press_officer, f"Of these, [figure {snapshot.pk}] and [figure {hidden.pk}] and [figure 999999999].")
    assert f'<a href="#figure-{snapshot.pk}" rel="noopener">83%</a>' in edition.body
    assert f"[figure {hidden.pk}] and [figure 999999999]" in edition.body
    assert [use.snapshot for use in edition.figure_uses.all()] == [snapshot]


def test_rows_follow_the_words_of_body_and_notes(press_officer):
    one, two, three = make_snapshot(), make_snapshot("4,009", "homes"), make_snapshot("12", "places")
    edition = start(press_officer, f"<p>{link(one)}</p>", notes=f"<p>{link(two)}</p>")
    assert {use.snapshot for use in edition.figure_uses.all()} == {one, two}
    actions.edit(edition=edition, by=press_officer, **CONTENT | {"body": f"<p>{link(one)} {link(three)}</p>"})
    actions.edit(edition=edition, by=press_officer, **CONTENT | {"body": f"<p>{link(three)} {link(three)}</p>"})
    assert {use.snapshot for use in edition.figure_uses.all()} == {two, three}, "the notes were not edited"
    actions.edit(edition=edition, by=press_officer, **CONTENT | {"notes": ""})
    assert not FigureUse.objects.exists()


def test_the_next_version_quotes_what_its_words_quote(press_officer, approved, following):
    snapshot = make_snapshot()
    first = approved(start(press_officer, f"<p>{link(snapshot)}</p>"))
    second = actions.start_next(publication=first.publication, by=press_officer)
    assert [use.snapshot for use in second.figure_uses.all()] == [snapshot]
    actions.edit(edition=second, by=press_officer, **LATER)
    assert FigureUse.objects.get().edition == first


def test_readers_see_each_figure_s_provenance_in_the_order_of_the_text(client, press_officer, approved):
    one, two = make_snapshot(), make_snapshot("4,009", "homes", counts="Cartrefi plant", base=None)
    approved(start(press_officer, f"<p>{link(two)} {link(one)} {link(two)}</p>"))
    page = text(client.get(PAGE))
    assert page.count("Figures in this text") == 1
    assert page.index(f'id="figure-{two.pk}"') < page.index(f'id="figure-{one.pk}"')
    assert page.count(f'id="figure-{two.pk}"') == 1
    note = page[page.index(f'id="figure-{one.pk}"') :]
    assert "<strong>83%</strong>: Share of judged homes (of 3,629). As at 31 March 2025, from <a" in note
    assert '<a href="https://register.example/" rel="noopener">The register</a>' in note
    assert "</a>. Counted once. To a whole percent.</li>" in note


def test_a_text_without_figures_has_no_heading_and_takes_no_query_more(
    client, press_officer, approved, django_assert_num_queries
):
    approved(start(press_officer, "<p>No number.</p>"))
    with django_assert_num_queries(3):
        page = text(client.get(PAGE))
    assert "Figures in this text" not in page


def test_a_text_with_figures_takes_one_query_more(client, press_officer, approved, django_assert_num_queries):
    snapshots = [make_snapshot(slug=f"share-{number}") for number in range(5)]
    approved(start(press_officer, "".join(f"<p>{link(snapshot)}</p>" for snapshot in snapshots)))
    with django_assert_num_queries(4):
        client.get(PAGE)


def test_a_newer_reading_changes_nothing_that_readers_see(client, press_officer, approved):
    snapshot = make_snapshot()
    approved(start(press_officer, f"<p>{link(snapshot)}</p>"))
    before = text(client.get(PAGE))
    make_snapshot("84%")
    assert text(client.get(PAGE)) == before


def test_in_the_feed_a_figure_leads_to_the_page(client, settings, press_officer, approved):
    snapshot = make_snapshot()
    approved(start(press_officer, f"<p>{link(snapshot)}</p>"))
    assert f"{settings.BASE_URL}{PAGE}#figure-{snapshot.pk}" in text(client.get("/press/feed.atom"))


def test_the_form_lists_what_can_be_inserted_and_nothing_hidden(signed_in, press_officer):
    snapshot, hidden = make_snapshot(), make_snapshot("", "hidden", counts="Hidden one")
    old, new = snapshot, make_snapshot("84%")
    edition = start(press_officer, "<p>Words</p>")
    client = signed_in(press_officer)
    page = text(client.get(f"/staff/texts/{edition.pk}/edit/"))
    assert f"[figure&nbsp;{new.pk}]" in page
    assert f"[figure&nbsp;{old.pk}]" not in page
    assert f"[figure&nbsp;{hidden.pk}]" not in page
