"""`manage.py database_role`: make the role that web, worker and beat come into the database as."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from chaportal.database_role import grant, make_role
from people.models import User


class Command(BaseCommand):
    help = "Run as the owner of the tables, with PORTAL_PASSWORD: make the portal's own role and give it its rights."

    @transaction.atomic
    def handle(self, **options):
        role, password = settings.DATABASE_ROLE, os.environ.get("PORTAL_PASSWORD", "")
        if not password:
            raise CommandError(f"Set PORTAL_PASSWORD: the password of the database's role {role}.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            if cursor.fetchone()[0] == role:
                raise CommandError(f"DATABASE_URL must name the owner of the tables here, not {role} itself.")
            make_role(cursor, role, password)
            if User._meta.db_table in connection.introspection.table_names(cursor):
                grant(cursor, role)
        self.stdout.write(f"The role {role} is ready: it reads and writes rows, and owns nothing.")
