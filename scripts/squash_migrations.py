"""Writes one migration an app in place of many: it creates the app's tables at once, as they are after all of them.

`EMBEDDED=on .venv/bin/python scripts/squash_migrations.py homes members` squashes these two. What is no model's and not
`elidable` (functions of the database, rows that must be there) stays in files of its own, which come after, as
does what points to an app that depends on this one. A database in which all that it replaces was applied goes on; see
docs/decisions/0040.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import django
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

ROOT = Path(__file__).parent.parent
OF_NO_MODEL = (migrations.RunSQL, migrations.RunPython)
type Files = Mapping[tuple[str, str], migrations.Migration]


def squash(app: str, files: Files, state: ProjectState) -> migrations.Migration:
    """The migration that replaces an app's others, out of the `state` that all of them lead to; no file is touched."""
    from history.initial_schema import CreateModels  # noqa: PLC0415 - Django is not set up when this module is read

    own = [migration for (label, _), migration in sorted(files.items()) if label == app]
    above = {label for (label, _), migration in files.items() if app in _apps(migration)} - {app}
    later = [one for one in own if not one.initial and (_is_of_no_model(one) or _apps(one) & above)]
    replaced = [migration for migration in own if migration not in later]
    left = {step.name_lower for migration in later for step in migration.operations if _creates(step)}
    models = [model for (label, name), model in sorted(state.models.items()) if label == app and name not in left]
    made = migrations.Migration(f"0001_squashed_{replaced[-1].name}", app)
    made.initial = True
    made.replaces = [pair for migration in replaced for pair in (*migration.replaces, (app, migration.name))]
    made.dependencies = sorted(_dependencies(app, models, files))
    steps = [step for migration in replaced for step in migration.operations]
    first = [step for step in steps if isinstance(step, CreateExtension) or getattr(step, "comes_first", False)]
    made.operations = [*first, CreateModels([_create(model) for model in models])]
    return made


def _apps(migration: migrations.Migration) -> set[str]:
    return {label for label, _ in migration.dependencies}


def _is_of_no_model(migration: migrations.Migration) -> bool:
    return all(isinstance(step, OF_NO_MODEL) and not step.elidable for step in migration.operations)


def _creates(step) -> bool:
    return isinstance(step, migrations.CreateModel)


def _create(model: ModelState) -> migrations.CreateModel:
    options = {name: value for name, value in model.options.items() if value or name != "indexes"}
    return migrations.CreateModel(model.name, list(model.fields.items()), options, model.bases, model.managers)


def _dependencies(app: str, models: list[ModelState], files: Files) -> set[tuple[str, str]]:
    """The first migrations of the apps that the models' keys point to, and of the user's."""
    targets = {field.remote_field.model for model in models for field in model.fields.values() if field.remote_field}
    bases = {base for model in models for base in model.bases if isinstance(base, str)}
    labels = {str(target).split(".")[0].lower() for target in targets | bases} - {app}
    return {(label, min(name for (other, name) in files if other == label)) for label in labels}


def main(labels: list[str]) -> None:
    loader = MigrationLoader(None)
    state = loader.project_state()
    made = [squash(label, loader.disk_migrations or {}, state) for label in labels]
    for migration in made:
        folder = ROOT / migration.app_label / "migrations"
        for _, name in migration.replaces:
            (folder / f"{name}.py").unlink(missing_ok=True)
        writer = MigrationWriter(migration, include_header=False)
        (folder / f"{migration.name}.py").write_text(writer.as_string())


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chaportal.settings")
    django.setup()
    main(sys.argv[1:])
