"""`make bench`: the desk of an association of 10,000 providers, with 40,000 people and 60,000 invoices.

Time to the first byte of the production server, the page's size, and queries. Prints a table for docs/performance.md.
"""

from datetime import timedelta
from decimal import Decimal
from itertools import batched

from allauth.mfa.models import Authenticator
from django.utils import timezone

from benchmarks.asking import first_byte, queries
from benchmarks.filling import filled_anew
from benchmarks.serving import served
from members.models import Allocation, DirectoryCheck, DirectoryEntry, Invoice, Payment, Term
from people.models import Provider, Role, User

SIZES = (1_000, 10_000)
PEOPLE, INVOICES = 4, 6  # of each provider
PAGES = {
    "first screen": "/dashboard/",
    "list of providers": "/staff/membership/",
    "its last page": "/staff/membership/?page=last",
    "at risk for any reason": "/staff/membership/?risk=any",
    "by who signed in longest ago": "/staff/membership/?sort=signed_in_at&status=current",
    "by region of a home": "/staff/membership/?region=London",
    "find a provider": "/staff/find/?q=provider+77",
    "find a person": "/staff/find/?q=sian+77",
    "find an invoice": "/staff/find/?q=B-77",
    "find nothing": "/staff/find/?q=zzz",
    "how it moves": "/staff/membership/report/",
    "invoices to be paid": "/staff/invoices/",
    "all invoices": "/staff/invoices/?state=all",
    "payments": "/staff/payments/?state=all",
    "a provider": "/providers/{provider}/",
    "members’ directory": "/directory/",
    "the last page of it": "/directory/?page=last",
    "find a member there": "/directory/?q=provider+77",
    "directories, for staff": "/staff/directory/",
    "public directory, kept": "/members/",
    "what happened there": "/providers/{provider}/history/",
}
HOLDS = {"/members/": b"Our members"}  # a page that is there, where it has no link to “Membership”
TABLES = (
    "people_provider",
    "people_user",
    "members_invoice",
    "members_payment",
    "members_term",
    "people_uncheckedwrite",
)


def main(sizes: list[int]) -> None:
    print("| providers | people | invoices | page | first byte, ms | KB | queries |")
    print("|---:|---:|---:|---|---:|---:|---:|")
    for many in sizes or SIZES:
        staff = fill(many)
        provider = Provider.objects.order_by("pk")[many // 2].pk
        with served() as server:
            for name, address in PAGES.items():
                path = address.format(provider=provider)
                holds = HOLDS.get(path, b"Membership")
                (taken, size), asked = first_byte(server, path, staff, holds), queries(path, staff)
                rows = f"{many:,} | {many * PEOPLE:,} | {many * INVOICES:,}"
                print(f"| {rows} | {name} | {taken:.0f} | {size / 1000:.0f} | {asked} |", flush=True)


def fill(many: int) -> User:
    """Put so many providers in the place of all there are, and give the person who keeps memberships."""
    with filled_anew(TABLES):
        for numbers in batched(range(many), 2_000, strict=False):
            _some(numbers)
    staff = User.objects.create_user("desk@association.example")
    Role.objects.create(user=staff, name="membership_manager")
    Authenticator.objects.create(user=staff, type="totp", data={"secret": "-"})
    return staff


def _some(numbers) -> None:
    providers = Provider.objects.bulk_create(
        Provider(legal_name=f"Provider {number} Ltd", sector="private", nation="england") for number in numbers
    )
    _people(providers)
    _money(providers)
    _directories(providers)


def _people(providers: list[Provider]) -> None:
    seen = timezone.now()
    people = User.objects.bulk_create(
        User(
            email=f"sian{provider.pk}.{place}@provider.example",
            name=f"Siân Hughes-{provider.pk}",
            last_login=None if provider.pk % 3 == 0 else seen - timedelta(days=provider.pk % 400),
        )
        for provider in providers
        for place in range(PEOPLE)
    )
    names = ["owner", "colleague", "reader", "finance_contact"]
    Role.objects.bulk_create(
        Role(user=person, provider=providers[place // PEOPLE], name=names[place % PEOPLE])
        for place, person in enumerate(people)
    )


def _directories(providers: list[Provider]) -> None:
    """All were looked at; one in five stands in the public directory."""
    DirectoryCheck.objects.bulk_create(DirectoryCheck(provider=provider, is_clear=True) for provider in providers)
    words = {"description": "Small homes", "office": "1 Market Place, Anytown", "website": "https://provider.example"}
    DirectoryEntry.objects.bulk_create(
        DirectoryEntry(provider=provider, for_public=True, **words) for provider in providers[::5]
    )


def _money(providers: list[Provider]) -> None:
    """Three years of terms, each with two invoices, of which one in thirty is not paid."""
    today = timezone.localdate()
    years = [(provider, year) for provider in providers for year in range(3)]
    terms = Term.objects.bulk_create(
        Term(
            provider=provider,
            starts_on=today - timedelta(days=365 * year + provider.pk % 365),
            ends_on=today - timedelta(days=365 * (year - 1) + provider.pk % 365 + 1),
            band="1 home",
            dues=450,
            homes_counted=1,
        )
        for provider, year in years
    )
    invoices = Invoice.objects.bulk_create(
        Invoice(
            number=f"B-{term.pk}-{part}",
            provider_id=term.provider_id,
            term=term,
            billed_to="Provider",
            amount=Decimal(225),
            sent_on=term.starts_on,
            due_on=term.starts_on + timedelta(days=30),
        )
        for term in terms
        for part in range(INVOICES // 3)
    )
    paid = [invoice for place, invoice in enumerate(invoices) if place % 30]
    payments = Payment.objects.bulk_create(
        Payment(provider_id=each.provider_id, amount=each.amount, received_on=each.due_on, reference=each.number)
        for each in paid
    )
    Allocation.objects.bulk_create(
        Allocation(payment=payment, invoice=each, amount=each.amount)
        for payment, each in zip(payments, paid, strict=True)
    )
