from django.apps import AppConfig


class CacheVersionConfig(AppConfig):
    name = "cache_version"
    verbose_name = "Cache version"
