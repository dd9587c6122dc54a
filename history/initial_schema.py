"""How an app's first migration creates its tables: at once, since Django renders every model again at each step."""

from django.db import migrations
from django.db.migrations.operations.base import Operation, OperationCategory


class CreateModels(Operation):
    """Creates the tables of new models, whose foreign keys may go round in circles, with their triggers.

    One by one, an empty database takes 50 s, nearly all of it for models that are rendered 700 times.
    """

    category = OperationCategory.ADDITION

    def __init__(self, models: list[migrations.CreateModel]):
        self.models = models

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # rendered again when next asked for, once
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        # A trigger may name a table that comes after its own: functions are compiled when they are first called.
        schema_editor.execute("SET LOCAL check_function_bodies = off")
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)
        for model in self.models:
            for trigger in model.options.get("triggers", []):
                schema_editor.execute(trigger.install_sql, params=None)
        schema_editor.execute("SET LOCAL check_function_bodies = on")

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Create {len(self.models)} models with their triggers"
