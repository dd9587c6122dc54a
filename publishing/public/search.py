"""Search over texts, newest first, in milliseconds for rare words and for common ones."""

from dataclasses import dataclass

from django.db.models import QuerySet

COUNTED = 1000


@dataclass(frozen=True)
class Hits:
    """What matches: the editions, how many they are, and whether there are more than that."""

    editions: QuerySet
    count: int
    more: bool = False


def search(editions: QuerySet, words: str) -> Hits:
    """The editions of a queryset that match words, "phrases" and -exclusions. One query, besides those of the caller.

    A few hits are found by the index of words and then sorted; of many, the newest are met first by the index of
    times. PostgreSQL alone would choose by a guess, which for a rare word can mean reading every text.
    """
    found = editions.search(words)
    keys = list(found.order_by().values_list("pk", flat=True)[: COUNTED + 1])
    if len(keys) > COUNTED:
        return Hits(found, COUNTED, more=True)
    return Hits(editions.filter(pk__in=keys), len(keys))
