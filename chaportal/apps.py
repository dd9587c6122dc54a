from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ChaportalConfig(AppConfig):
    name = "chaportal"
    verbose_name = "Portal"

    def ready(self):
        # Without it, a web process would ask some other broker than ours.
        from chaportal import celery, checks  # noqa: F401, PLC0415 - both read the settings
        from chaportal.database_role import grant_after_migrate  # noqa: PLC0415 - it needs the models

        # Sent for each app with models once all are migrated; once is enough.
        post_migrate.connect(grant_after_migrate, sender=self.apps.get_app_config("people"))
