"""Who gets a bulletin: the one place that decides it, and the one that freezes it."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from bulletins.models import Bulletin, BulletinVariant, Delivery, DeliveryPart, MailRoute, Subscriber
from bulletins.models.delivery import PART_SIZE
from bulletins.suppression import reason_for
from members.membership import with_full_access
from people.models import Provider, Role, Suppression, User

Audience = Bulletin.Audience
ROLES = {
    Audience.MEMBERS: ["owner"],
    Audience.MANAGERS: ["owner", "home_manager"],
    Audience.SUBSCRIBERS: [],
    Audience.EVERYONE: ["owner", "home_manager"],
}
COLUMNS = ("email", "name", "person", "barred")


@dataclass(frozen=True)
class Size:
    """How many addresses an audience has, and how many of them we must not write to."""

    candidates: int
    excluded: int

    @property
    def prepared(self) -> int:
        return self.candidates - self.excluded


def addressees(audience: str) -> QuerySet:
    """Everyone in an audience, as rows of COLUMNS; `barred` says why an address must not be written to, or is NULL.

    Only active users whose address is verified, one row an address, whatever number of roles they have.
    """
    users = _users(audience)
    rows = [users.annotate(person=F("pk"), barred=reason_for("email"))]
    if audience in {Audience.SUBSCRIBERS, Audience.EVERYONE}:
        others = Subscriber.objects.filter(~Exists(users.filter(email=OuterRef("email"))))
        rows.append(others.annotate(person=Cast(Value(None), BigIntegerField()), barred=reason_for("email")))
    first, *more = [row.order_by().values_list(*COLUMNS) for row in rows]
    return first.union(*more, all=True) if more else first


def still_addressed(audience: str) -> Exists:
    """An expression over deliveries: whether their person belongs to the audience now, with the same address."""
    known = Exists(_users(audience).filter(pk=OuterRef("user"), email=OuterRef("email_norm")))
    if audience not in {Audience.SUBSCRIBERS, Audience.EVERYONE}:
        return known
    return known | Exists(Subscriber.objects.filter(email=OuterRef("email_norm")))


def size(audience: str) -> Size:
    """How many people a bulletin to an audience would go to if it were sent now."""
    sql, params = addressees(audience).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), count(barred) FROM ({sql}) AS addressee ({', '.join(COLUMNS)})", params)  # noqa: S608 - our own query
        return Size(*cursor.fetchone())


def freeze(bulletin: Bulletin) -> Size:
    """Write one row for each person of the audience as it is now, in one statement, and the parts to send them in.

    People who must not be written to get a row too, that says why; they come last.
    """
    variant = BulletinVariant.objects.create(bulletin=bulletin)
    frozen = _freeze_rows(bulletin, variant)
    route = MailRoute.objects.for_bulletins()
    DeliveryPart.objects.bulk_create(
        DeliveryPart(bulletin=bulletin, route=route, seq_lo=low, seq_hi=min(low + PART_SIZE - 1, frozen.prepared))
        for low in range(1, frozen.prepared + 1, PART_SIZE)
    )
    return frozen


def _users(audience: str) -> QuerySet:
    roles = Role.objects.current().filter(
        name__in=ROLES[audience], provider__in=with_full_access(Provider.objects.order_by()).values("pk")
    )
    verified = EmailAddress.objects.filter(user=OuterRef("pk"), email=OuterRef("email"), verified=True)
    return User.objects.filter(Exists(verified), is_active=True, pk__in=roles.values("user"))


def _freeze_rows(bulletin: Bulletin, variant: BulletinVariant) -> Size:
    sql, params = addressees(bulletin.audience).query.sql_with_params()
    pending, suppressed = Delivery.State.PENDING, Delivery.State.SUPPRESSED
    # The reason's label is what staff read beside the row.
    labels = [part for pair in Suppression.Reason.choices for part in pair]
    cases = " ".join("WHEN %s THEN %s" for _ in Suppression.Reason.choices)
    statement = f"""
        WITH frozen AS (
            INSERT INTO {Delivery._meta.db_table}
                (bulletin_id, variant_id, seq, user_id, email, email_norm, merge, state, reply)
            SELECT %s, %s, row_number() OVER (ORDER BY barred IS NOT NULL, email), person, email, lower(email),
                jsonb_build_object('name', name),
                CASE WHEN barred IS NULL THEN %s ELSE %s END,
                CASE barred {cases} ELSE '' END
            FROM ({sql}) AS addressee ({", ".join(COLUMNS)})
            RETURNING state
        )
        SELECT count(*), count(*) FILTER (WHERE state = %s) FROM frozen
    """  # noqa: S608 - our own query, its values are parameters
    with connection.cursor() as cursor:
        cursor.execute(statement, [bulletin.pk, variant.pk, pending, suppressed, *labels, *params, suppressed])
        return Size(*cursor.fetchone())
