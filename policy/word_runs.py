"""The database's function that tells which words texts have in common, and the step of a migration that makes it."""

from django.db import migrations

NAME = "policy_word_runs"
# The hash of each eight consecutive words: small letters, and whatever signs stand between them alike. It is no more
# immutable than the database's own letters, which do not change in a database that runs.
SQL = """
CREATE FUNCTION policy_word_runs(words text) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT hashtextextended(array_to_string(split[n : n + 7], ' '), 0)), '{}')
    FROM (
        SELECT regexp_split_to_array(btrim(regexp_replace(lower(words), '[^[:alnum:]]+', ' ', 'g')), ' ') AS split
    ) AS parted, generate_series(1, cardinality(split) - 7) AS n
$$
"""


class CreateWordRuns(migrations.RunSQL):
    """Makes the function. A generated column rests on it, so it comes before the tables where steps are squashed."""

    comes_first = True

    def __init__(self):
        super().__init__(SQL, "DROP FUNCTION policy_word_runs(text)")

    def deconstruct(self):
        return self.__class__.__qualname__, [], {}
