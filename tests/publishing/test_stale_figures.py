"""Texts that quote a figure which has another value today."""

import pytest
from django.utils import timezone

from publishing import actions, clock
from publishing.models import FigureUse
from tests.publishing.conftest import LATER, minute_from_now
from tests.publishing.test_figure_uses import link, make_snapshot, start, text

PAGE = "/staff/texts/figures/changed/"


@pytest.fixture
def snapshot(db):
    return make_snapshot()


@pytest.fixture
def quoting(press_officer, snapshot):
    return start(press_officer, f"<p>{link(snapshot)}</p>")


def test_a_quote_is_stale_once_its_figure_has_another_value_and_not_for_a_new_date(quoting):
    make_snapshot("83%", as_at=timezone.localdate())
    assert not FigureUse.objects.stale().exists()
    make_snapshot("84%")
    assert FigureUse.objects.stale().get().value_now == "84%"
    make_snapshot("83%")
    assert not FigureUse.objects.stale().exists(), "what it says is right again"


def test_another_figure_makes_nothing_stale(quoting):
    make_snapshot("1", "other")
    make_snapshot("2", "other")
    assert not FigureUse.objects.stale().exists()


def test_a_figure_that_is_hidden_now_is_stale(quoting):
    make_snapshot("")
    assert FigureUse.objects.stale().get().value_now == ""


def test_drafts_public_and_scheduled_texts_are_listed_replaced_and_removed_ones_are_not(
    press_officer, chief_executive, snapshot, quoting, approved, following
):
    scheduled = approved(start(press_officer, f"<p>{link(snapshot)}</p>"), minute_from_now())
    public = approved(start(press_officer, f"<p>{link(snapshot)}</p>"))
    removed = approved(start(press_officer, f"<p>{link(snapshot)}</p>"))
    actions.remove(publication=removed.publication, by=chief_executive, reason="Wrong")
    make_snapshot("84%")
    assert {quote.edition for quote in FigureUse.objects.stale()} == {quoting, scheduled, public}
    at = minute_from_now()
    approved(following(public.publication, **LATER), at)
    assert public in {quote.edition for quote in FigureUse.objects.stale()}
    with clock.at(at):
        assert public not in {quote.edition for quote in FigureUse.objects.stale()}


def test_staff_see_both_values_and_start_the_next_version(signed_in, press_officer, chief_executive, quoting, approved):
    edition = approved(quoting)
    writer, approver = signed_in(press_officer), signed_in(chief_executive)
    assert "Texts will be here when" in text(writer.get(PAGE))
    make_snapshot("84%", as_at=timezone.localdate().replace(year=2026, month=9, day=30))
    page = text(writer.get(PAGE))
    assert page.index("83%") < page.index("31 March 2025") < page.index("84%") < page.index("30 September 2026")
    button = f"/staff/texts/publications/{edition.publication_id}/next/"
    assert button in page
    assert button not in text(approver.get(PAGE)), "who only approves starts none"
    form = text(writer.post(button, follow=True))
    for seen in (form, text(approver.get(f"/staff/texts/{edition.pk}/"))):
        assert "It quotes 83% (Label of share, 31 March 2025)." in seen
        assert "it is 84%." in seen
    assert "2 quotes of figures that have changed since" in text(writer.get("/dashboard/"))


def test_who_may_not_see_a_text_is_told_nothing_of_it(signed_in, policy_officer, quoting):
    make_snapshot("84%")
    client = signed_in(policy_officer)
    assert quoting.title not in text(client.get(PAGE))
    assert "has changed since" not in text(client.get("/dashboard/"))


def test_readers_are_not_told(client, quoting, approved):
    approved(quoting)
    make_snapshot("84%")
    page = text(client.get("/press/homes-are-closing/"))
    assert "83%" in page
    assert "84%" not in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_stale_list_takes_the_same_queries_for_any_number(
    signed_in, press_officer, snapshot, count, django_assert_num_queries
):
    for _ in range(count):
        start(press_officer, f"<p>{link(snapshot)}</p>")
    make_snapshot("84%")
    client = signed_in(press_officer)
    with django_assert_num_queries(6):
        client.get(PAGE)
