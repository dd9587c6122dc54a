"""What every template may name."""

from django.conf import settings


def association(request):
    """The association's names and telephone numbers, and whether this is the demo."""
    return {"association": settings.ASSOCIATION, "demo": settings.DEMO}
