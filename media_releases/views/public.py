"""The press page and what it leads to: for everyone, and the same for everyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from media_releases.browsing import Wanted
from media_releases.glance import figures_at_a_glance
from policy.thread.texts import about
from publishing.models import Edition, Topic
from publishing.public.editions import public_edition_or_response
from publishing.public.keyset import page_of
from publishing.public.page import public_page
from publishing.public.search import search


@login_not_required
@require_safe
@public_page("q", "kind", "topic", "year", "before", "after")
def release_list(request):
    """The press page: releases newest first, by kind, topic and year, or a search over every public text."""
    return _releases(request, list(Topic.objects.public()))


@login_not_required
@require_safe
@public_page("q", "kind", "year", "before", "after")
def topic_detail(request, slug):
    """The press page about one topic."""
    topics = list(Topic.objects.public())
    if slug not in [topic.slug for topic in topics]:
        raise Http404
    return _releases(request, topics, slug)


@login_not_required
@require_safe
@public_page()
def release_detail(request, slug):
    """A release, from its minute on; before that the same 404 as for an address that never was."""
    edition = public_edition_or_response(request, f"/press/{slug}/")
    if isinstance(edition, HttpResponse):
        return edition
    return render(request, "media_releases/release_detail.html", {"edition": edition, "about": about(edition)})


def _releases(request, topics, topic=""):
    wanted = Wanted.asked(request.GET, topics, topic)
    hits = search(wanted.editions(), wanted.words) if wanted.words else None
    editions = hits.editions.with_snippets(wanted.words) if hits else wanted.editions()
    page = page_of(editions.select_related("publication", "topic"), request.GET, wanted.address())
    years = Wanted(words=wanted.words).editions().years()
    context = {"wanted": wanted, "hits": hits, "page": page, "choices": wanted.choices(topics, years)}
    if wanted.is_all and not page.newer:
        context |= _at_a_glance()
    return render(request, "media_releases/release_list.html", context)


def _at_a_glance() -> dict:
    """What a journalist looks for beside the newest releases: our line, figures, and for whom we speak."""
    positions = Edition.objects.public().of_kinds("position_paper").newest_first().select_related("publication")
    return {"positions": positions[:8], "figures": figures_at_a_glance()}
