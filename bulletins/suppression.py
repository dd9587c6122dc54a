"""Addresses that bulletins must not go to."""

from django.db.models import CharField, Func, OuterRef, Q, Subquery
from django.db.models.functions import Now

from people.models import ConsentEvent, Suppression
from people.models.consent import email_hash

SCOPE = "bulletins"
# Begins the evidence of a wish that came over from another account of the same person: their own takes its place.
OF_ANOTHER_ACCOUNT = "Of another account of theirs: "


class EmailHash(Func):
    """`email_hash` in the database. Django's SHA256 needs the extension pgcrypto; this is PostgreSQL's own."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = CharField()


def current():
    """Suppressions of bulletins in force now."""
    return Suppression.objects.filter(Q(expires_at=None) | Q(expires_at__gt=Now()), scope=SCOPE)


def reason_for(field: str) -> Subquery:
    """An expression: why the address in a lower-case column is suppressed, or NULL."""
    return Subquery(current().filter(email_sha256=EmailHash(OuterRef(field))).values("reason")[:1])


def suppress(*, email: str, reason: str, evidence: str) -> bool:
    """Never write to an address again; gives whether that is new. A person's wish outranks a failing address."""
    lasting = current().filter(email_sha256=email_hash(email), expires_at=None)
    if reason != Suppression.Reason.HARD_BOUNCE:
        lasting = lasting.exclude(reason=Suppression.Reason.HARD_BOUNCE)
        lasting = lasting.exclude(evidence__startswith=OF_ANOTHER_ACCOUNT)
    if lasting.exists():
        return False
    Suppression.objects.update_or_create(
        email_sha256=email_hash(email),
        scope=SCOPE,
        defaults={"reason": reason, "evidence": evidence, "expires_at": None},
    )
    return True


def record_consent(*, email: str, given: bool, wording: str, source: str) -> None:
    """Keep the evidence that someone agreed to bulletins, or no longer does (UK GDPR article 7(1))."""
    ConsentEvent.objects.create(
        email_sha256=email_hash(email), purpose=SCOPE, given=given, wording=wording, source=source
    )
