from django.apps import AppConfig


class ChaportalConfig(AppConfig):
    name = "chaportal"
    verbose_name = "Portal"

    def ready(self):
        # Without it, a web process would ring some other broker than ours.
        from chaportal import celery  # noqa: F401, PLC0415 - it reads the settings
