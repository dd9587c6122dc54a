"""Publications by the hundred thousand, as an association with a long life would have them."""

import random

from django.db import connection

from publishing.kinds import POLICY_KINDS, RELEASE_KINDS

PARAGRAPHS = 2000
# About as often as in English: the n-th word comes with a frequency of 1/n. The 40th is "children".
VOCABULARY = 5000
SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprst" for vowel in "aeiou"]
KINDS = [kind.name for kind in [*RELEASE_KINDS, *POLICY_KINDS]]


def fill(many: int) -> None:
    """Put `many` public texts in the place of all there are, one each hour back from now; every tenth has two versions.

    Triggers are off meanwhile: history and cache version have no part in what is measured.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE publishing_publication, publishing_topic CASCADE")
        cursor.execute("CREATE TEMP TABLE paragraph (id int PRIMARY KEY, words text)")
        cursor.executemany("INSERT INTO paragraph VALUES (%s, %s)", list(enumerate(_paragraphs())))
        cursor.execute(_TOPICS)
        cursor.execute(_PUBLICATIONS, {"many": many, "kinds": KINDS})
        cursor.execute(_EDITIONS)
        cursor.execute("DROP TABLE paragraph")
        cursor.execute("SET session_replication_role = origin")
        cursor.execute(_CACHE_VERSION)
        cursor.execute("VACUUM ANALYZE publishing_publication, publishing_edition, publishing_topic")


def _paragraphs() -> list[str]:
    chance = random.Random(20261121)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(VOCABULARY)]
    words[40] = "children"
    weights = [1 / (rank + 1) for rank in range(VOCABULARY)]
    return [" ".join(chance.choices(words, weights, k=60)) for _ in range(PARAGRAPHS)]


_CACHE_VERSION = """
    INSERT INTO cache_version_cacheversion (id, number) VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE SET number = cache_version_cacheversion.number + 1
"""
_TOPICS = """
    INSERT INTO publishing_topic (slug, name, position, is_current)
    SELECT 'topic-' || n, 'Topic ' || n, n, true FROM generate_series(1, 12) n
"""
_PUBLICATIONS = """
    INSERT INTO publishing_publication
        (kind_name, path, audience, first_public_at, proposed_path, removed_reason, redirect_to)
    SELECT kind,
           CASE kind WHEN 'consultation_response' THEN '/policy/responses/'
                     WHEN 'position_paper' THEN '/policy/positions/' ELSE '/press/' END || 'text-' || n || '/',
           'public', date_trunc('minute', now()) - n * interval '1 hour', '', '', ''
    FROM generate_series(1, %(many)s) n
    CROSS JOIN LATERAL (SELECT (%(kinds)s::text[])[1 + n %% 7] AS kind) kinds
"""
# Two versions where the number ends in 0: the first was replaced half an hour after it appeared.
_EDITIONS = """
    INSERT INTO publishing_edition
        (publication_id, number, topic_id, state, title, summary, body, notes, byline, byline_job, byline_about,
         answers_title, answers_link, addressee, signatories, change_note, is_minor, correction,
         contact_named, second_contact_named, withdrawn_reason,
         created_at, saved_at, approved_hash, approved_at, first_public_at, public_during)
    SELECT text.id, version, topic.id, 'approved', initcap(left(one.words, 60)) || ' ' || text.id,
           left(two.words, 200) || CASE WHEN text.id % 10000 = 7 THEN ' unicorn' ELSE '' END,
           '<p>' || one.words || '</p><p>' || two.words || '</p><p>' || three.words || '</p><h2>More</h2><p>'
                 || two.words || '</p><p>' || one.words || '</p>',
           '', '', '', '', '', '', '', '', CASE version WHEN 2 THEN 'Says more.' ELSE '' END, false, '',
           '', '', '',
           first_public_at, first_public_at, '', first_public_at, first_public_at,
           CASE WHEN text.id % 10 > 0 THEN tstzrange(first_public_at, NULL)
                WHEN version = 1 THEN tstzrange(first_public_at, first_public_at + interval '30 minutes')
                ELSE tstzrange(first_public_at + interval '30 minutes', NULL) END
    FROM publishing_publication text
    JOIN paragraph one ON one.id = text.id * 7 % 2000
    JOIN paragraph two ON two.id = text.id * 13 % 2000
    JOIN paragraph three ON three.id = text.id * 31 % 2000
    JOIN publishing_topic topic ON topic.slug = 'topic-' || (1 + text.id % 12)
    CROSS JOIN generate_series(1, CASE WHEN text.id % 10 = 0 THEN 2 ELSE 1 END) version
"""
