"""The whole membership at a glance."""

from collections import Counter

from django.db.models import Count

from members.membership import with_status
from members.status import Status
from people.models import Provider


def counts_by_status() -> Counter:
    """How many providers have each status today; the counts add up to all providers. One query."""
    counted = with_status(Provider.objects.unmerged()).order_by().values("status").annotate(number=Count("pk"))
    found = {Status(row["status"]): row["number"] for row in counted}
    return Counter({status: found.get(status, 0) for status in Status})
