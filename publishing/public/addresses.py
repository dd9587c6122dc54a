from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of a path on this site, which is not what a visitor's browser called the site."""
    return f"{settings.BASE_URL}{path}"
