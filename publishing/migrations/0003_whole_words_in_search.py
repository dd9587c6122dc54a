import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

SEAMS = "[\\u00AD\\u200B\\u2060\\uFEFF]|</?(em|strong|sub|a)( [^>]*)?>"


def whole_words(field):
    seams = models.Value(SEAMS), models.Value(""), models.Value("g")
    return models.Func(field, *seams, function="regexp_replace", output_field=models.TextField())


def vector(*fields, weight):
    words = map(whole_words, fields)
    return django.contrib.postgres.search.SearchVector(*words, config="english_unaccent", weight=weight)


class Migration(migrations.Migration):
    """A generated column cannot change how it is reckoned: it is made anew, which reads every row once."""

    dependencies = [("publishing", "0002_names_show")]

    operations = [
        migrations.RemoveIndex(model_name="edition", name="edition_search"),
        migrations.RemoveField(model_name="edition", name="search_vector"),
        migrations.AddField(
            model_name="edition",
            name="search_vector",
            field=models.GeneratedField(
                db_persist=True,
                expression=vector("title", weight="A")
                + vector("summary", "byline", weight="B")
                + vector("body", "notes", weight="C"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search_vector"], name="edition_search"),
        ),
    ]
