"""Figures: read from their sources, frozen, and quoted."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from figures import FigureValue
from jobs.models import JobRun
from publishing.actions import take_snapshots
from publishing.models import Figure, FigureSnapshot
from publishing.tasks import take_snapshots as hourly

pytestmark = pytest.mark.django_db
GIVEN = []
PAGE = "/staff/texts/figures/"


def reading(value="83%", slug="share", **facts):
    says = {"label": f"Label of {slug}", "counts": "Share of homes", "source": "The register", "method": "Counted"}
    number = {"value": value, "number": Decimal(value.rstrip("%").replace(",", "")), "base": 3629} if value else {}
    link = {"source_url": "https://register.example/2025", "as_at": date(2025, 3, 31)}
    return FigureValue(**{"slug": slug, **says, **number, **link, "is_suppressed": not value, **facts})


def given():
    return GIVEN


def failing():
    raise OSError("away")


@pytest.fixture(autouse=True)
def _own_figures(settings):
    settings.FIGURES = ["tests.publishing.test_figures.given"]
    GIVEN.clear()


def take(*readings):
    """What was read last, when the sources say this."""
    GIVEN[:] = readings
    take_snapshots()
    return list(FigureSnapshot.objects.current())


def test_reading_the_same_twice_adds_nothing():
    GIVEN.append(reading())
    assert [take_snapshots(), take_snapshots()] == [1, 0]


def test_a_change_is_one_more_snapshot_after_the_one_that_stays():
    (first,) = take(reading("83%"))
    (second,) = take(reading("84%"))
    assert (first.value, second.value, second.replaces) == ("83%", "84%", first)


def test_a_value_that_comes_back_is_current_again():
    values = [take(reading(value))[0].value for value in ("83%", "84%", "83%")]
    assert (values, FigureSnapshot.objects.count()) == (["83%", "84%", "83%"], 3)


def test_a_newer_date_with_the_same_value_is_a_new_snapshot():
    take(reading())
    (second,) = take(reading(as_at=date(2025, 9, 30)))
    assert second.replaces.as_at == date(2025, 3, 31)


def test_a_figure_that_no_source_gives_any_more_has_no_value_until_one_does():
    _, share = take(reading("83%"), reading("4,009", slug="homes"))
    gone, _ = sorted(take(reading("4,009", slug="homes")), key=lambda each: each.value)
    assert (gone.replaces, gone.is_suppressed, gone.method) == (share, True, "Its source does not give it any more.")
    assert [each.value for each in FigureSnapshot.objects.public("share", "homes")] == ["4,009"]
    assert take_snapshots() == 0
    assert {each.value for each in take(reading("83%"), reading("4,009", slug="homes"))} == {"83%", "4,009"}


def test_a_figure_whose_source_fails_keeps_its_value(settings):
    take(reading("83%"))
    settings.FIGURES = ["tests.publishing.test_figures.failing"]
    assert take_snapshots() == 0
    assert [each.value for each in FigureSnapshot.objects.current()] == ["83%"]


def test_words_for_staff_may_change_without_a_new_snapshot():
    take(reading())
    (same,) = take(reading(label="Better words"))
    assert (same.replaces, Figure.objects.get().label) == (None, "Better words")


@pytest.mark.parametrize("act", [lambda rows: rows.update(value="99%"), lambda rows: rows.delete()])
def test_the_database_keeps_a_snapshot_as_it_is(act):
    take(reading())
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        act(FigureSnapshot.objects.all())


def test_the_database_refuses_two_first_readings_and_two_after_the_same():
    (first,) = take(reading())
    copy = {field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields} | {"id": None}
    with pytest.raises(IntegrityError, match="figure_first_reading_once"), transaction.atomic():
        FigureSnapshot.objects.create(**copy)
    FigureSnapshot.objects.create(**copy | {"replaces_id": first.pk})
    with pytest.raises(IntegrityError, match="replaces"), transaction.atomic():
        FigureSnapshot.objects.create(**copy | {"replaces_id": first.pk})


def test_the_database_refuses_a_number_in_what_is_hidden():
    (first,) = take(reading(""))
    assert (str(first), first.is_suppressed) == ("Not given, or hidden to protect providers", True)
    with pytest.raises(IntegrityError, match="figure_suppressed_or_valued"), transaction.atomic():
        FigureSnapshot.objects.create(
            figure=Figure.objects.create(slug="other", label="Other"),
            as_at=first.as_at,
            is_suppressed=True,
            number=Decimal(3),
        )


def test_the_hourly_round_says_how_many_were_new():
    GIVEN.append(reading())
    hourly()
    assert JobRun.objects.get(name="take-snapshots").outcome == "1 new"


def test_staff_find_a_figure_by_words_and_see_its_source(signed_in, press_officer):
    take(reading(), reading("4,009", "homes", label="Children’s homes in Wales", counts="Cartrefi plant"))
    client = signed_in(press_officer)
    page = client.get(PAGE, {"q": "WALES cartrefi"}).content.decode()
    homes = FigureSnapshot.objects.get(value="4,009")
    assert "4,009" in page
    assert f"[figure&nbsp;{homes.pk}]" in page
    assert 'href="https://register.example/2025"' in page
    assert "83%" not in page
    assert "83%" in client.get(PAGE, {"q": "83"}).content.decode()
    assert "No figure has these words" in client.get(PAGE, {"q": "hospitals"}).content.decode()


def test_a_hidden_figure_is_listed_without_a_way_to_insert_it(signed_in, press_officer):
    take(reading(""))
    page = signed_in(press_officer).get(PAGE).content.decode()
    assert "hidden to protect providers" in page
    assert f"[figure&nbsp;{FigureSnapshot.objects.get().pk}]" not in page


def test_staff_read_the_sources_now_and_the_empty_list_says_what_will_be_there(
    signed_in, policy_officer, chief_executive
):
    client = signed_in(policy_officer)
    assert "will be here once" in client.get(PAGE).content.decode()
    GIVEN.append(reading())
    assert "1 figure new or changed" in client.post(f"{PAGE}take/", follow=True).content.decode()
    assert "Read them from their sources now" not in signed_in(chief_executive).get(PAGE).content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_figure_list_takes_the_same_queries_for_any_number(signed_in, press_officer, count, django_assert_num_queries):
    take(*(reading(slug=f"share-{number}") for number in range(count)))
    client = signed_in(press_officer)
    with django_assert_num_queries(6):
        client.get(PAGE)
