"""What policy adds to a text's own page."""

from people.access import can
from people.sections import Section


def what_it_is_about(request, edition) -> Section | None:
    """Which papers and consultations a text is about, for those who may say so."""
    publication = edition.publication
    if publication.audience != "public" or not can(request.user, publication.kind.write):
        return None
    rows = edition.about.select_related("document", "consultation", "recommendation__document")
    return Section("What it is about", "policy/parts/about_staff.html", {"rows": rows, "edition": edition})
