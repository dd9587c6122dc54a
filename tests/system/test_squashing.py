"""Squashed migrations lead to the same models, and an empty database does not become slow unseen."""

import pytest
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from history.initial_schema import CreateModels
from scripts.squash_migrations import squash

MOST_STEPS = 200  # about 0.1 s each; more are squashed


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


def with_models(loader) -> list[str]:
    ours = {label for label, _ in loader.disk_migrations} & set(settings.LAYERS)
    return sorted(label for label in ours if any(app == label for app, _ in loader.project_state().models))


def written(model: ModelState) -> dict:
    """A model as a file says it: two fields of an array are never the same object's."""
    named = {name: MigrationWriter.serialize(field) for name, field in model.fields.items()}
    return {"fields": named, "options": {name: value for name, value in model.options.items() if value}}


def test_what_is_squashed_leads_to_the_same_models(loader):
    state = loader.project_state()
    for label in with_models(loader):
        migration = squash(label, loader.disk_migrations, state)
        made = migration.mutate_state(ProjectState()).models
        assert {key: written(made[key]) for key in made} == {key: written(state.models[key]) for key in made}, label


def test_nothing_is_left_behind(loader):
    """Each model is in the squashed migration or in one that stays after it."""
    state = loader.project_state()
    for label in with_models(loader):
        migration = squash(label, loader.disk_migrations, state)
        replaced = {name for _, name in migration.replaces}
        later = [one for (app, name), one in loader.disk_migrations.items() if app == label and name not in replaced]
        made = {*migration.mutate_state(ProjectState()).models}
        made |= {(label, step.name_lower) for one in later for step in one.operations if hasattr(step, "fields")}
        assert made == {key for key in state.models if key[0] == label}, label


def test_an_empty_database_takes_few_steps():
    steps = [
        step
        for (app, _), migration in MigrationLoader(None).disk_migrations.items()
        if app in settings.LAYERS
        for step in migration.operations
        if not isinstance(step, CreateModels)
    ]
    assert len(steps) < MOST_STEPS, "squash them: see CONTRIBUTING.md"
