from django.urls import path

from media_releases import feeds
from media_releases.views import (
    accreditations,
    briefings,
    enquiries,
    lines,
    media_pack,
    public,
    releases,
    rota,
    statements,
)
from publishing.syndication.feeds import feed_paths

app_name = "media_releases"
ONE = "staff/press/accreditations/<int:pk>/"
ACCREDITATIONS = [
    path("accreditation/", accreditations.accreditation_apply, name="accreditation_apply"),
    path("accreditation/sent/", accreditations.accreditation_sent, name="accreditation_sent"),
    path("staff/press/accreditations/", accreditations.accreditation_list, name="accreditation_list"),
    path(ONE, accreditations.accreditation_detail, name="accreditation_detail"),
    path(f"{ONE}accept/", accreditations.accreditation_accept, name="accreditation_accept"),
    path(f"{ONE}refuse/", accreditations.accreditation_refuse, name="accreditation_refuse"),
    path(f"{ONE}suspend/", accreditations.accreditation_suspend, name="accreditation_suspend"),
    path(f"{ONE}lift/", accreditations.accreditation_lift, name="accreditation_lift"),
    path(f"{ONE}end/", accreditations.accreditation_end, name="accreditation_end"),
    path(f"{ONE}history/", accreditations.accreditation_history, name="accreditation_history"),
]
urlpatterns = [
    *ACCREDITATIONS,
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
    path("staff/press/statements/", statements.statement_list, name="statement_list"),
    *statements.TEMPLATES.paths(),
    path("staff/press/statements/<int:pk>/", statements.statement_create, name="statement_create"),
    path("briefings/", briefings.briefing_list, name="briefing_list"),
    path("briefings/<slug:slug>/", briefings.briefing_detail, name="briefing_detail"),
    path("briefings/<slug:slug>/files/<uuid:key>/<str:name>", briefings.briefing_file, name="briefing_file"),
    path("staff/press/briefings/from/<int:pk>/", briefings.briefing_create, name="briefing_create"),
    path("staff/press/line/<slug:slug>/", lines.line_detail, name="line_detail"),
    path("staff/press/spokespeople/", media_pack.spokesperson_list, name="spokesperson_list"),
    path("staff/press/spokespeople/new/", media_pack.spokesperson_create, name="spokesperson_create"),
    path("staff/press/spokespeople/<int:pk>/", media_pack.spokesperson_edit, name="spokesperson_edit"),
    path("staff/press/spokespeople/<int:pk>/history/", media_pack.spokesperson_history, name="spokesperson_history"),
    path("staff/press/media-pack/", media_pack.media_pack_edit, name="media_pack_edit"),
    *media_pack.LOGOS.paths(),
]
