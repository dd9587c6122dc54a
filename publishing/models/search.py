"""Finding editions by words, and where the words stand in them."""

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Exact, IRegex

from publishing.models.search_words import askable, wanted
from publishing.richtext.markup import MARK_END, MARK_START

# PostgreSQL's English without accents, so that "Sian" finds "Siân"; made by a migration.
SEARCH_CONFIG = "english_unaccent"
# What stands inside a word without parting it: soft hyphens and their like, which older rows hold, and tags of a
# line. Not <sup>, behind which the number of a footnote follows.
SEAMS = r"[\u00AD\u200B\u2060\uFEFF]|</?(em|strong|sub|a)( [^>]*)?>"


def _whole_words(field: str) -> Func:
    return Func(field, Value(SEAMS), Value(""), Value("g"), function="regexp_replace", output_field=models.TextField())


SEARCHED = (
    SearchVector(_whole_words("title"), weight="A", config=SEARCH_CONFIG)
    + SearchVector(_whole_words("summary"), _whole_words("byline"), weight="B", config=SEARCH_CONFIG)
    + SearchVector(_whole_words("body"), _whole_words("notes"), weight="C", config=SEARCH_CONFIG)
)


class EditionSearch(models.QuerySet):
    """The part of `Edition.objects` that searches. It never widens what it is asked of."""

    def search(self, words: str):
        """Editions that match words, "phrases" and -exclusions.

        Of words such as "the" the index has none: where there are no others, headline and summary have them all.
        """
        return self.filter(Q(search_vector=_query(words)) | _of_common_words(words))

    def with_words(self, words: str):
        """The same, and those whose headline has the words as a part: for colleagues, who recall half of a name."""
        return self.filter(Q(search_vector=_query(words)) | Q(title__icontains=words))

    def best_first(self, words: str):
        """In the order in which they match words: for short lists only, as each is weighed."""
        weighed = self.annotate(rank=SearchRank(F("search_vector"), _query(words)))
        return weighed.order_by("-rank", "title", "pk")

    def with_snippets(self, words: str):
        """Annotated with `snippet`: where the words are found, for `richtext.marked`."""
        parts = [_whole_words("summary"), Value(" "), _untagged("body"), Value(" "), _untagged("notes")]
        text = Concat(*parts, output_field=models.TextField())
        shape = {"max_words": 35, "min_words": 15, "max_fragments": 2, "fragment_delimiter": " … "}
        marks = {"start_sel": MARK_START, "stop_sel": MARK_END}
        return self.annotate(snippet=SearchHeadline(text, _query(words), config=SEARCH_CONFIG, **marks, **shape))


def _query(words: str) -> SearchQuery:
    return SearchQuery(askable(words), search_type="websearch", config=SEARCH_CONFIG)


def _of_common_words(words: str) -> Q:
    """For a question of common words alone. PostgreSQL estimates which it is, and keeps to its index."""
    named = wanted(words)
    if not named:
        return Q(pk__in=[])
    is_empty = Exact(Func(_query(words), function="numnode", output_field=models.IntegerField()), 0)
    text = Concat("title", Value(" "), "summary", output_field=models.TextField())
    return Q(is_empty) & Q(*(IRegex(text, rf"\m{word}\M") for word in named))


def _untagged(field: str) -> Func:
    parts = [_whole_words(field), Value("<[^>]+>"), Value(" "), Value("g")]
    return Func(*parts, function="regexp_replace", output_field=models.TextField())
