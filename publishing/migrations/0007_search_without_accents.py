import django.contrib.postgres.indexes
from django.contrib.postgres.operations import UnaccentExtension
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models

CONFIG = """
    CREATE TEXT SEARCH CONFIGURATION english_unaccent (COPY = english);
    ALTER TEXT SEARCH CONFIGURATION english_unaccent
        ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""


class Migration(migrations.Migration):
    dependencies = [('publishing', '0006_quotes')]

    operations = [
        UnaccentExtension(),
        migrations.RunSQL(CONFIG, "DROP TEXT SEARCH CONFIGURATION english_unaccent"),
        # PostgreSQL cannot change the expression of a generated column.
        migrations.RemoveIndex(model_name="edition", name="edition_search"),
        migrations.RemoveField(model_name="edition", name="search_vector"),
        migrations.AddField(
            model_name="edition",
            name="search_vector",
            field=models.GeneratedField(
                db_persist=True,
                expression=SearchVector("title", weight="A", config="english_unaccent")
                + SearchVector("summary", "byline", weight="B", config="english_unaccent")
                + SearchVector("body", "notes", weight="C", config="english_unaccent"),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search_vector"], name="edition_search"),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["kind_name"], name="publication_kind"),
        ),
    ]
