"""The list of providers as a sheet."""

from django.utils import timezone

from members.listing.risks import risks_of
from people.models import Provider

HEADINGS = [
    *("Provider", "Legal name", "Company number", "Charity number", "Kind of member", "Sector", "Nation"),
    *("Membership", "Leaves", "Band", "Last day", "Homes", "Owner here", "Finance contact here", "Last signed in"),
    *("Telephone", "At risk because"),
]


def cells(row: Provider) -> list:
    """A row of one from `listed`."""
    signed_in = timezone.localtime(row.signed_in_at).date() if row.signed_in_at else None
    return [
        *(str(row), row.legal_name, row.company_number, row.charity_number),
        *(row.get_member_kind_display(), row.get_sector_display(), row.get_nation_display()),
        *(
            row.status.capitalize(),
            "Yes" if row.term_resigned_on else "No",
            row.band or "",
            row.last_day,
            row.homes_count,
        ),
        *("Yes" if row.has_owner else "No", "Yes" if row.has_finance else "No", signed_in),
        *(row.telephone, "; ".join(risks_of(row))),
    ]
