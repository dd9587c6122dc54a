from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import requires
from people.links import link_to
from publishing import actions
from publishing.files import ALONE, file_of
from publishing.forms import PreviewForm
from publishing.models import Edition, PreviewLink
from publishing.views.detail import READERS, latest_or_404
from webforms.refusals import form_page, refusals_on

PER_PAGE = 30


@never_cache
@login_not_required
@require_safe
def preview_read(request, token):
    """A version before it is public, for the person whose name is over it. Asking for the headers is no reading."""
    link, edition = actions.open_preview(token=token, is_read=not request.is_head)
    if link is None:
        return _secret(render(request, "publishing/preview_gone.html", status=404))
    if edition is None:
        return redirect(link.edition.publication.path)
    return _secret(render(request, "publishing/preview_read.html", {"link": link, "edition": edition}))


@never_cache
@login_not_required
@require_safe
@csp_override(ALONE)
def preview_file(request, token, key, name):
    """A file of such a version, as long as the link opens its page: part of that reading, and none of its own."""
    _, edition = actions.open_preview(token=token, is_read=False)
    if edition is None:
        raise Http404
    return _secret(file_of(request, edition, key, name))


@never_cache
@require_http_methods(["GET", "POST"])
@requires(*READERS)
def preview_list(request, pk):
    """Who was sent a text before it was public and when they looked; a new link's address is shown this once."""
    edition = latest_or_404(request, pk)
    is_coming = Edition.objects.visible_to(request.user).coming().filter(pk=edition.pk).exists()
    form, address = PreviewForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _, token = actions.share(edition=edition, by=request.user, **form.cleaned_data)
            address, form = link_to("preview_read", token), PreviewForm()
    links = PreviewLink.objects.visible_to(request.user).filter(edition__publication=pk)
    links = links.select_related("made_by", "stopped_by", "edition__contact", "edition__second_contact")
    links = links.prefetch_related("reads", "edition__shown", "edition__about")
    page = Paginator(links, PER_PAGE).get_page(request.GET.get("page"))
    context = {"edition": edition, "is_coming": is_coming, "form": form, "address": address, "page": page}
    return form_page(request, "publishing/preview_list.html", context)


@require_POST
@requires(*READERS)
def preview_stop(request, pk):
    link = get_object_or_404(PreviewLink.objects.visible_to(request.user).select_related("edition"), pk=pk)
    actions.stop(link=link, by=request.user)
    messages.success(request, f"Stopped. The link of {link} opens nothing now.")
    return redirect("publishing:preview_list", link.edition.publication_id)


def _secret(response):
    """Tell browsers and search engines to keep the address to themselves: it is the key."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
