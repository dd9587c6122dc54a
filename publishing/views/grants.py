from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from people.access import Permission, requires
from publishing import actions
from publishing.forms import EndGrantForm, GrantForm
from publishing.models import Edition, EmbargoGrant, EmbargoRead, Publication, Topic
from publishing.views.detail import APPROVERS
from webforms.refusals import form_page, refusals_on

PER_PAGE = 30


@require_http_methods(["GET", "POST"])
@requires(*APPROVERS)
def grant_list(request, pk):
    """Who may read a text before it is public, by whichever grant, and when they did; give it to another."""
    publication = get_object_or_404(Publication.objects.visible_to(request.user), pk=pk)
    editions = Edition.objects.visible_to(request.user).filter(publication=publication).select_related("topic")
    edition = editions.latest_numbered() or editions.first()
    if edition is None:
        raise Http404
    edition.publication = publication
    grants = EmbargoGrant.objects.visible_to(request.user).covering(edition)
    reads = EmbargoRead.objects.visible_to(request.user).filter(edition__publication=publication)
    context = {"edition": edition, "thing": edition.title}
    return _page(request, grants, reads, {"publication": publication}, context)


@require_http_methods(["GET", "POST"])
@requires(Permission.RELEASE_APPROVE)
def topic_grant_list(request, slug):
    """Who may read every release on a topic before it is public."""
    topic = get_object_or_404(Topic, slug=slug)
    grants = EmbargoGrant.objects.visible_to(request.user).filter(topic=topic)
    reads = EmbargoRead.objects.visible_to(request.user)
    return _page(request, grants, reads, {"topic": topic}, {"topic": topic, "thing": f"every release on {topic}"})


@require_POST
@requires(*APPROVERS)
def grant_end(request, pk):
    grants = EmbargoGrant.objects.visible_to(request.user).select_related("topic")
    grant, form = get_object_or_404(grants, pk=pk), EndGrantForm(request.POST)
    if form.is_valid():
        actions.end_grant(grant=grant, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"Ended. Nothing of it is open to {grant} now.")
    else:
        messages.error(request, "Not ended. Write a reason, then end it.")
    if grant.topic:
        return redirect("publishing:topic_grant_list", grant.topic.slug)
    return redirect("publishing:grant_list", grant.publication_id)


def _page(request, grants, reads, on: dict, context: dict):
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reader, until = form.cleaned_data["reader"], form.cleaned_data["until"]
        with refusals_on(form):
            actions.give_grant(user=reader.user, by=request.user, until=until, **on)
            messages.success(request, f"Given to {reader}. A mail tells them that there is something, not what.")
            return redirect(request.path)
    reads = Prefetch("reads", reads.select_related("edition"))
    grants = grants.select_related("user", "given_by", "topic").prefetch_related(reads)
    page = Paginator(grants, PER_PAGE).get_page(request.GET.get("page"))
    context |= {"page": page, "grants": [(grant, EndGrantForm(auto_id=f"end-{grant.pk}_%s")) for grant in page]}
    return form_page(request, "publishing/grant_list.html", context | {"form": form})
