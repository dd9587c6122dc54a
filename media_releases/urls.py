from django.urls import path

from media_releases import feeds
from media_releases.views import briefings, enquiries, lines, media_pack, public, releases, rota, statements
from publishing.feeds import feed_paths

app_name = "media_releases"
urlpatterns = [
    path("press/", public.release_list, name="release_list"),
    *feed_paths(feeds.ReleaseFeed, "press/", "release"),
    path("press/topics/<slug:slug>/", public.topic_detail, name="topic_detail"),
    *feed_paths(feeds.TopicFeed, "press/topics/<slug:slug>/", "topic"),
    path("press/spokespeople/", media_pack.spokesperson_public, name="spokesperson_public"),
    path("press/media-pack/", media_pack.media_pack, name="media_pack"),
    path("press/<slug:slug>/", public.release_detail, name="release_detail"),
    path("staff/press/new/", releases.release_create, name="release_create"),
    path("staff/press/enquiries/", enquiries.enquiry_list, name="enquiry_list"),
    path("staff/press/enquiries/new/", enquiries.enquiry_create, name="enquiry_create"),
    path("staff/press/enquiries/<int:pk>/", enquiries.enquiry_detail, name="enquiry_detail"),
    path("staff/press/enquiries/<int:pk>/edit/", enquiries.enquiry_edit, name="enquiry_edit"),
    path("staff/press/enquiries/<int:pk>/take/", enquiries.enquiry_take, name="enquiry_take"),
    path("staff/press/enquiries/<int:pk>/history/", enquiries.enquiry_history, name="enquiry_history"),
    path("staff/press/lines/", lines.line_list, name="line_list"),
    path("staff/press/lines/new/", lines.line_create, name="line_create"),
    path("staff/press/on-call/", rota.on_call_list, name="on_call_list"),
    path("staff/press/on-call/new/", rota.on_call_create, name="on_call_create"),
    path("staff/press/on-call/<int:pk>/", rota.on_call_edit, name="on_call_edit"),
    path("staff/press/on-call/<int:pk>/remove/", rota.on_call_remove, name="on_call_remove"),
    path("staff/press/on-call/<int:pk>/history/", rota.on_call_history, name="on_call_history"),
    path("staff/press/statements/", statements.template_list, name="template_list"),
    path("staff/press/statements/new/", statements.template_create, name="template_create"),
    path("staff/press/statements/<int:pk>/", statements.statement_create, name="statement_create"),
    path("staff/press/statements/<int:pk>/edit/", statements.template_edit, name="template_edit"),
    path("staff/press/statements/<int:pk>/history/", statements.template_history, name="template_history"),
    path("briefings/", briefings.briefing_list, name="briefing_list"),
    path("briefings/<slug:slug>/", briefings.briefing_detail, name="briefing_detail"),
    path("staff/press/briefings/from/<int:pk>/", briefings.briefing_create, name="briefing_create"),
    path("staff/press/line/<slug:slug>/", lines.line_detail, name="line_detail"),
    path("staff/press/spokespeople/", media_pack.spokesperson_list, name="spokesperson_list"),
    path("staff/press/spokespeople/new/", media_pack.spokesperson_create, name="spokesperson_create"),
    path("staff/press/spokespeople/<int:pk>/", media_pack.spokesperson_edit, name="spokesperson_edit"),
    path("staff/press/spokespeople/<int:pk>/history/", media_pack.spokesperson_history, name="spokesperson_history"),
    path("staff/press/media-pack/", media_pack.media_pack_edit, name="media_pack_edit"),
    path("staff/press/media-pack/logos/<int:pk>/retire/", media_pack.logo_retire, name="logo_retire"),
    path("staff/press/media-pack/about/<int:pk>/", media_pack.about_edit, name="about_edit"),
]
