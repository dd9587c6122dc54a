"""What our membership gives to be quoted."""

from django.utils import timezone

from members.figure_values import membership_figures
from tests.conftest import make_provider
from tests.members.conftest import make_term


def first_of_the_month():
    return timezone.localdate().replace(day=1)


def test_the_number_of_members_is_that_of_the_first_day_of_the_month(db):
    after = (first_of_the_month() - timezone.localdate()).days
    for number in range(5):
        make_term(make_provider(f"Provider {number}"), ends_in=after)
    make_term(make_provider("Joined since"), ends_in=after + 365)
    reading = membership_figures()[0]
    assert (reading.value, reading.number, reading.as_at) == ("5", 5, first_of_the_month())


def test_it_is_hidden_where_fewer_than_five_groups_stand_behind_it(db):
    for number in range(4):
        make_term(make_provider(f"Provider {number}"), ends_in=60)
    reading = membership_figures()[0]
    assert reading.is_suppressed
    assert (reading.value, reading.number) == ("", None)
