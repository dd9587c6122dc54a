"""What search engines and security researchers read: sitemaps, robots.txt and security.txt."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.association import association
from policy.models import Consultation, Document
from publishing.models import Topic
from publishing.public.page import public_page
from publishing.syndication import sitemaps

XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
VALID_FOR = timedelta(days=180)  # RFC 9116 recommends less than a year


@login_not_required
@require_safe
@public_page()
def sitemap(request):
    """The index of all sitemaps."""
    files = [reverse("sitemap_pages"), *(reverse("sitemap_texts", args=[part]) for part in sitemaps.parts())]
    return HttpResponse(sitemaps.index(files), XML)


@login_not_required
@require_safe
@public_page()
def sitemap_pages(request):
    """The lists, and the consultations and documents of others that we follow."""
    pages = [
        reverse(name)
        for name in (
            "home",
            "media_releases:release_list",
            "policy:text_list",
            "policy:document_public_list",
            "policy:tracker",
            "policy:ask_public_list",
            "public_directory",
            "people:data_protection",
        )
    ]
    pages += [reverse("media_releases:topic_detail", args=[topic.slug]) for topic in Topic.objects.public()]
    known = Consultation.objects.public().order_by("pk").values_list("reference", flat=True)
    pages += [reverse("policy:consultation_public", args=[reference]) for reference in known]
    slugs = Document.objects.public().order_by("pk").values_list("slug", flat=True)
    pages += [reverse("policy:document_public", args=[slug]) for slug in slugs]
    return HttpResponse(sitemaps.urlset((page, None) for page in pages), XML)


@login_not_required
@require_safe
@public_page()
def sitemap_texts(request, part):
    """Some of our texts, by their numbers."""
    pages = sitemaps.texts(part)
    if not pages and part not in sitemaps.parts():
        raise Http404
    return HttpResponse(sitemaps.urlset(pages), XML)


@login_not_required
@require_safe
@public_page()
def sitemap_news(request):
    """The releases of the last two days, as Google News asks for them."""
    return render(request, "sitemap_news.xml", {"editions": sitemaps.news()}, content_type=XML)


@login_not_required
@require_safe
@public_page()
def robots(request):
    return render(request, "robots.txt", content_type=TEXT)


@login_not_required
@require_safe
@public_page()
def security(request):
    """Where to report a weakness (RFC 9116), which needs a contact: without one there is no such file."""
    if not association().security_email:
        raise Http404
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return render(request, "security.txt", {"expires": today + VALID_FOR}, content_type=TEXT)
