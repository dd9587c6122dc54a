from django.apps import AppConfig


class ChaportalConfig(AppConfig):
    name = "chaportal"
    verbose_name = "Portal"
