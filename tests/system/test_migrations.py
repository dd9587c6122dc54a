"""What a migration may do while the older version still runs."""

import pytest
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.state import ProjectState
from django.db.models.functions import Lower

from scripts.check_migrations import main, refusals

HOME = migrations.CreateModel(
    "Home",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=80)),
        ("nickname", models.CharField(max_length=80, null=True)),
    ],
)
BY_NAME = models.Index(fields=["name"], name="by_name")
NAMED = models.CheckConstraint(condition=~models.Q(name=""), name="named")
REFUSED = [
    (migrations.RemoveField("home", "name"), "needs what goes"),
    (migrations.DeleteModel("Home"), "needs what goes"),
    (migrations.RenameField("home", "name", "title"), "needs what goes"),
    (migrations.RenameModel("Home", "House"), "needs what goes"),
    (migrations.AlterModelTable("Home", "houses"), "needs what goes"),
    (migrations.AddIndex("home", BY_NAME), "AddIndexConcurrently"),
    (migrations.AddConstraint("home", NAMED), "AddConstraintNotValid"),
    (migrations.AlterUniqueTogether("home", {("name", "nickname")}), "locks the table"),
    (migrations.AddField("home", "places", models.IntegerField(default=0)), "writes rows without it"),
    (migrations.AddField("home", "urn", models.CharField(max_length=9, null=True, unique=True)), "its index locks"),
    (migrations.AddField("home", "urn", models.CharField(max_length=9, null=True, db_index=True)), "its index locks"),
    (
        migrations.AddField(
            "home",
            "folded",
            models.GeneratedField(expression=Lower("name"), output_field=models.TextField(), db_persist=True),
        ),
        "written anew",
    ),
    (migrations.AlterField("home", "nickname", models.CharField(max_length=80, default="")), "writes nulls"),
    (migrations.AlterField("home", "name", models.TextField()), "another type"),
    (migrations.AlterField("home", "name", models.CharField(max_length=40)), "another type"),
    (migrations.AlterField("home", "name", models.CharField(max_length=80, unique=True)), "its index locks"),
    (migrations.AlterField("home", "name", models.CharField(max_length=80, db_index=True)), "its index locks"),
    (migrations.RunSQL("DROP FUNCTION told"), "taken back"),
    (migrations.RunPython(migrations.RunPython.noop), "taken back"),
    (migrations.SeparateDatabaseAndState([migrations.RemoveField("home", "name")]), "needs what goes"),
]
TAKEN = [
    migrations.AddField("home", "places", models.IntegerField(null=True)),
    migrations.AddField("home", "places", models.IntegerField(db_default=0)),
    migrations.AlterField("home", "nickname", models.CharField(max_length=80, db_default="")),
    migrations.AlterField("home", "name", models.CharField(max_length=120)),
    migrations.AlterField("home", "name", models.CharField(max_length=80, null=True)),
    AddIndexConcurrently("home", BY_NAME),
    AddConstraintNotValid("home", NAMED),
    migrations.RunSQL("CREATE FUNCTION told()", "DROP FUNCTION told"),
    migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop),
    migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("home", "name")]),
]


def said_of(*operations, **attributes) -> list[str]:
    state = ProjectState()
    HOME.state_forwards("invented", state)
    migration = migrations.Migration("0002_change", "invented")
    migration.operations = operations
    for name, value in attributes.items():
        setattr(migration, name, value)
    return list(refusals(migration, state))


@pytest.mark.parametrize(("operation", "words"), REFUSED, ids=lambda value: type(value).__name__)
def test_what_locks_or_takes_away_is_refused(operation, words):
    (said,) = said_of(operation)
    assert words in said


@pytest.mark.parametrize("operation", TAKEN, ids=lambda value: type(value).__name__)
def test_what_the_older_version_can_live_with_is_taken(operation):
    assert said_of(operation) == []


def test_a_first_migration_and_one_that_a_person_looked_at_are_taken():
    assert said_of(migrations.DeleteModel("Home"), initial=True) == []
    assert said_of(migrations.DeleteModel("Home"), safe_because="No release since 1.3 reads it.") == []


def test_a_table_of_the_same_migration_is_nobody_s_yet():
    room = migrations.CreateModel("Room", [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())])
    operations = [room, migrations.AddIndex("room", models.Index(fields=["name"], name="rooms_by_name"))]
    assert said_of(*operations) == []
    assert len(said_of(*operations, migrations.AddIndex("home", BY_NAME))) == 1


def test_a_field_of_the_same_migration_is_seen_as_it_is_by_then():
    added = migrations.AddField("home", "places", models.IntegerField(null=True))
    (said,) = said_of(added, migrations.AlterField("home", "places", models.IntegerField()))
    assert "writes nulls" in said


def test_our_own_pass(capsys):
    assert main() == 0, capsys.readouterr().err
