"""What a provider keeps of its home beside the register, and who holds which post there."""

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.module_loading import import_string

from history import audit_reason
from homes.locks import editable
from homes.models import Home, HomeFacts, HomePost
from homes.vacancies import check_vacancies, places_of
from people.models import User
from people.templatetags.people import day

FIRST, LAST = date(1948, 1, 1), date(2099, 12, 31)  # a day outside is a slip of the finger


@transaction.atomic
def update_facts(
    *, home: Home, by: User, vacancies: int | None, youngest: int | None, oldest: int | None, needs
) -> HomeFacts:
    """Keep a confirmed home's vacancies (as of today), age range and needs.

    Raises PermissionDenied; ValidationError for more vacancies than places.
    """
    home = editable(home, by)
    check_vacancies_of(home, vacancies)
    as_of = None if vacancies is None else timezone.localdate()
    values = {"vacancies": vacancies, "vacancies_on": as_of, "youngest": youngest, "oldest": oldest, "needs": needs}
    facts, _ = HomeFacts.objects.update_or_create(home=home, defaults=values)
    return facts


def check_vacancies_of(home: Home, vacancies: int | None) -> None:
    """Raise ValidationError, on its field, for more vacancies than the home has places."""
    try:
        check_vacancies(vacancies, places_of([home]).get(home.pk))
    except ValidationError as fault:
        raise ValidationError({"vacancies": fault.messages}) from None


@transaction.atomic
def appoint(*, home: Home, by: User, kind: str, name: str, starts_on: date, last_day: date | None = None) -> HomePost:
    """Keep who holds a post at a confirmed home, from a day on. Who held it until then leaves it the day before.

    Raises PermissionDenied; ValidationError when someone else holds the post on one of the days.
    """
    home = editable(home, by)
    during = _during(starts_on, last_day)
    for earlier in home.people.filter(kind=kind, during__startswith__lt=starts_on, during__upper_inf=True):
        earlier.during = DateRange(earlier.during.lower, starts_on)
        earlier.save()
        _follow(earlier, by)
    try:
        with transaction.atomic():
            return HomePost.objects.create(home=home, kind=kind, name=name, during=during)
    except IntegrityError as fault:
        other = home.people.filter(kind=kind, during__overlap=during).order_by("during").first()
        raise ValidationError({"starts_on": _taken(other)}) from fault


@transaction.atomic
def leave(*, post: HomePost, by: User, last_day: date) -> HomePost:
    """End a post. Raises PermissionDenied; ValidationError for a day before its first, or after it ended already."""
    editable(post.home, by)
    post = HomePost.objects.select_for_update().get(pk=post.pk)
    if post.during.upper is not None:
        raise ValidationError({"last_day": f"{post.name} left on {day(post.last_day)} already."})
    post.during = _during(post.starts_on, last_day)
    post.save()
    _follow(post, by)
    return post


@transaction.atomic
def void_post(*, post: HomePost, by: User, reason: str) -> None:
    """Take back an entry that was wrong. Its history stays. Raises PermissionDenied."""
    editable(post.home, by)
    with audit_reason(reason):
        post.delete()


def _follow(post: HomePost, by: User) -> None:
    """Let upper layers act on a post that ended, in the same transaction."""
    for path in settings.POST_FOLLOWERS:
        import_string(path)(post, by)


def _during(starts_on: date, last_day: date | None) -> DateRange:
    for name, chosen in (("starts_on", starts_on), ("last_day", last_day)):
        if chosen and not FIRST <= chosen <= LAST:
            raise ValidationError({name: f"{chosen.year} is not a year that can be meant. Check the date."})
    if last_day and last_day < starts_on:
        raise ValidationError({"last_day": f"The last day is before the first, {day(starts_on)}."})
    return DateRange(starts_on, last_day and last_day + timedelta(days=1))


def _taken(other: HomePost) -> str:
    until = f"until {day(other.last_day)}" if other.last_day else "and has not left"
    return (
        f"{other.name} holds this post from {day(other.starts_on)} {until}. Change the days, or take that entry back."
    )
