"""What texts add to the pages of what they quote."""

from people.sections import Section
from publishing.models import FigureSnapshot, FigureUse
from register.figure_values import is_of


def figures_of_file(request, file) -> Section | None:
    """The figures that were read from a list of the register, and the texts of the reader's kinds that quote them."""
    if not file.released_at:
        return None
    read = FigureSnapshot.objects.filter(**is_of(file), taken_at__gte=file.released_at)
    uses = FigureUse.objects.visible_to(request.user).filter(snapshot__in=read).with_text()
    context = {"read": read.count(), "uses": uses}
    return Section("Figures read from it", "publishing/section_figures.html", context) if context["read"] else None
