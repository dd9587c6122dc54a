"""What is said of a row of money that was noted by mistake, and stays to be read."""

from django.db import models
from django.db.models import Q

from cleaning.constraint import shows


def taken_back_with_reason(of: str) -> list[models.BaseConstraint]:
    """That whatever was taken back says why, in words that show, and nothing else does: named after what it is `of`."""
    stands = Q(taken_back_at=None, why_taken_back="")
    taken_back = Q(taken_back_at__isnull=False) & ~Q(why_taken_back="")
    return [
        shows("why_taken_back", name=f"{of}_why_taken_back", may_be_empty=True),
        models.CheckConstraint(condition=stands | taken_back, name=f"{of}_taken_back_with_reason"),
    ]
