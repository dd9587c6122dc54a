"""What the portal's own role of the database may do: read and write rows, and nothing to what is append-only.

The tables belong to another role, the owner, who runs migrations and restores. So the portal cannot drop a table or a
trigger, truncate, or change what it has written into history and security events, whatever is done to its code.
"""

from collections.abc import Iterator

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connections, models
from psycopg import sql

EVERYWHERE = """
    GRANT USAGE ON SCHEMA public TO {role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role};
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}
"""
IS_OTHER = "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s AND rolname <> current_user)"


def grant_after_migrate(*, using: str, **kwargs) -> None:
    """A receiver of `post_migrate`: whatever was migrated, the portal's role may do what it should and no more."""
    with connections[using].cursor() as cursor:
        cursor.execute(IS_OTHER, [settings.DATABASE_ROLE])
        if cursor.fetchone()[0]:
            grant(cursor, settings.DATABASE_ROLE)


def make_role(cursor, role: str, password: str | None) -> None:
    """Make the portal's role, or give it this password. Without one it comes in where the server trusts it."""
    cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role])
    verb = sql.SQL("ALTER" if cursor.fetchone()[0] else "CREATE")
    cursor.execute(
        sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}")
        .format(verb, sql.Identifier(role), sql.Literal(password))
        .as_string(cursor.connection)
    )


def grant(cursor, role: str) -> None:
    """Give the role its rights on all tables that there are, and on those that later migrations make."""
    cursor.execute(sql.SQL(EVERYWHERE).format(role=sql.Identifier(role)).as_string())
    for model in apps.get_models(include_auto_created=True):
        for statement in _withheld(model):
            names = {"table": sql.Identifier(model._meta.db_table), "role": sql.Identifier(role)}
            cursor.execute(statement.format(**names).as_string())


def protected(model: type[models.Model]) -> tuple[bool, set[str]]:
    """Whether a trigger forbids each deletion of a model's rows, and the columns that it forbids each update of.

    Triggers that ask about the row are left out: only they know which.
    """
    no_delete, columns = False, set()
    every = {field.column for field in model._meta.concrete_fields}
    for trigger in getattr(model._meta, "triggers", []):
        if type(trigger) is pgtrigger.Protect and trigger.condition is None:
            operations = str(trigger.operation)
            no_delete |= "DELETE" in operations
            if isinstance(trigger.operation, pgtrigger.UpdateOf):
                columns |= {model._meta.get_field(name).column for name in trigger.operation.columns}
            elif "UPDATE" in operations:
                columns |= every
    return no_delete, columns


def _withheld(model: type[models.Model]) -> Iterator[sql.SQL]:
    no_delete, columns = protected(model)
    if no_delete:
        yield sql.SQL("REVOKE DELETE ON {table} FROM {role}")
    if columns:
        yield sql.SQL("REVOKE UPDATE ON {table} FROM {role}")
        open_columns = [field.column for field in model._meta.concrete_fields if field.column not in columns]
        if open_columns:
            names = ", ".join(f'"{name}"' for name in open_columns)
            yield sql.SQL(f"GRANT UPDATE ({names}) ON {{table}} TO {{role}}")
