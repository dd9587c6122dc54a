"""What policy adds to a text's own page."""

from people.access import can, can_any
from people.sections import Section
from policy.drafting.drafts import progress_of
from policy.models import Question
from policy.models.body import DESK


def response_in_order(request, edition) -> Section | None:
    """How far our response to a consultation is, question by question, for those who see the desk's pages."""
    if edition.publication.kind_name != "consultation_response" or not can_any(request.user, DESK):
        return None
    asked = Question.objects.visible_to(request.user).asked().order_by("place", "pk")
    questions = list(asked.filter(consultation__response__publication=edition.publication_id))
    context = {"edition": edition, "progress": progress_of(edition, questions)}
    return Section("In the order of their questions", "policy/parts/response.html", context)


def what_it_is_about(request, edition) -> Section | None:
    """Which papers and consultations a text is about, for those who may say so."""
    publication = edition.publication
    if publication.audience != "public" or not can(request.user, publication.kind.write):
        return None
    rows = edition.about.select_related("document", "consultation", "recommendation__document")
    return Section("What it is about", "policy/parts/about_staff.html", {"rows": rows, "edition": edition})
