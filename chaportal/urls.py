from django.conf import settings
from django.urls import include, path

from chaportal import crawlers, views
from chaportal.directory.views import public_directory
from chaportal.merging import views as merging
from chaportal.merging.people import views as people_merging
from chaportal.purging import views as purging
from chaportal.retention.views import retention

urlpatterns = [
    path("", views.home, name="home"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("system/", views.system, name="system"),
    path("system/failed/<int:pk>/again/", views.failed_item_try_again, name="failed_item_try_again"),
    path("system/failed/<int:pk>/dismiss/", views.failed_item_dismiss, name="failed_item_dismiss"),
    path("system/jobs/<slug:name>/run/", views.job_run, name="job_run"),
    path("members/", public_directory, name="public_directory"),
    path("staff/retention/", retention, name="retention"),
    path("purges/", purging.purge_list, name="purge_list"),
    path("purges/find/", purging.purge_find, name="purge_find"),
    path("purges/<uuid:pk>/", purging.purge_detail, name="purge_detail"),
    path("purges/<uuid:pk>/search/", purging.purge_search_again, name="purge_search_again"),
    path("purges/<uuid:pk>/propose/", purging.purge_propose, name="purge_propose"),
    path("purges/<uuid:pk>/confirm/", purging.purge_confirm, name="purge_confirm"),
    path("purges/<uuid:pk>/drop/", purging.purge_drop, name="purge_drop"),
    path("providers/<int:pk>/merge/", merging.merge_choose, name="merge_choose"),
    path("providers/<int:pk>/merge/<int:into>/", merging.merge, name="merge"),
    path("staff/merges/<int:pk>/undo/", merging.merge_undo, name="merge_undo"),
    path("staff/people/<int:pk>/merge/", people_merging.person_merge_choose, name="person_merge_choose"),
    path("staff/people/<int:pk>/merge/<int:into>/", people_merging.person_merge, name="person_merge"),
    path("staff/people/merges/<int:pk>/undo/", people_merging.person_merge_undo, name="person_merge_undo"),
    path("-/live", views.live, name="live"),
    path("-/ready", views.ready, name="ready"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sitemap-pages.xml", crawlers.sitemap_pages, name="sitemap_pages"),
    path("sitemap-texts-<int:part>.xml", crawlers.sitemap_texts, name="sitemap_texts"),
    path("sitemap-news.xml", crawlers.sitemap_news, name="sitemap_news"),
    path("robots.txt", crawlers.robots, name="robots"),
    path(".well-known/security.txt", crawlers.security, name="security"),
    path("", include("chaportal.association.urls")),
    path("", include("chaportal.setup.urls")),
    path("", include("chaportal.rights.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("people.urls")),
    path("", include("register.urls")),
    path("", include("homes.urls")),
    path("", include("duties.urls")),
    path("", include("members.urls")),
    path("staff/texts/", include("publishing.urls")),
    path("", include("bulletins.urls")),
    path("", include("policy.urls")),
    path("", include("media_releases.urls")),
    path("", include("publishing.urls_public")),
]
if settings.DEMO:
    urlpatterns += [path("demo/", include("chaportal.demo.urls"))]
if "debug_toolbar" in settings.INSTALLED_APPS:
    urlpatterns += [path("__debug__/", include("debug_toolbar.urls"))]

handler400 = "chaportal.errors.bad_request"
handler500 = "chaportal.errors.server_error"
