from django.urls import path

from media_releases import feeds
from media_releases.views import briefings, enquiries, lines, releases, rota, statements
from publishing.feeds import feed_view

app_name = "media_releases"
urlpatterns = [
    path("press/", releases.release_list, name="release_list"),
    path("press/feed.rss", feed_view(feeds.ReleaseRSS()), name="release_rss"),
    path("press/feed.atom", feed_view(feeds.ReleaseAtom()), name="release_atom"),
    path("press/<slug:slug>/", releases.release_detail, name="release_detail"),
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
]
