from django.urls import path

from people import views
from people.access_requests import views as access_requests
from people.complaints import views as complaints
from people.finding.views import find
from people.groups import views as groups
from people.posting import views as posting
from people.providers import views as providers
from people.users.views import user_detail

app_name = "people"
urlpatterns = [
    path("providers/", views.provider_list, name="provider_list"),
    path("providers/own/", views.provider_own, name="provider_own"),
    path("providers/choose/", views.provider_choose, name="provider_choose"),
    path("providers/new/", providers.provider_create, name="provider_create"),
    path("providers/<int:pk>/edit/", providers.provider_edit, name="provider_edit"),
    path("providers/<int:pk>/owner/", providers.owner_invite, name="owner_invite"),
    path("providers/<int:pk>/", views.provider_detail, name="provider_detail"),
    path("providers/<int:pk>/history/", views.provider_history, name="provider_history"),
    path("providers/<int:pk>/who-sees/", providers.provider_seen_by, name="provider_seen_by"),
    path("providers/<int:pk>/people/", views.provider_people, name="provider_people"),
    path("staff/lists/", views.catalogue_list, name="catalogue_list"),
    path("providers/<int:pk>/people/second-factor/", views.provider_second_factor, name="provider_second_factor"),
    path("staff/find/", find, name="find"),
    path("providers/<int:pk>/people/parent/", groups.provider_run_by_parent, name="provider_run_by_parent"),
    path("staff/people/<int:pk>/", user_detail, name="user_detail"),
    path("staff/people/", views.staff_list, name="staff_list"),
    path("staff/history/", views.staff_history, name="staff_history"),
    path("staff/security/", views.security_event_list, name="security_event_list"),
    path("session/", posting.session_end, name="session_end"),
    path("kept-words/", posting.kept_words, name="kept_words"),
    path("roles/own/", views.role_own, name="role_own"),
    path("roles/<int:pk>/end/", views.role_end, name="role_end"),
    path("ask-to-join/", access_requests.access_ask, name="access_ask"),
    path("ask-to-join/sent/", access_requests.access_asked, name="access_asked"),
    path("ask-to-join/<str:token>/", access_requests.access_confirm, name="access_confirm"),
    path("access-requests/<int:pk>/grant/", access_requests.access_grant, name="access_grant"),
    path("access-requests/<int:pk>/decline/", access_requests.access_decline, name="access_decline"),
    path("data-protection/", complaints.data_protection, name="data_protection"),
    path("data-protection/complain/", complaints.complain, name="complain"),
    path("data-protection/complain/sent/", complaints.complaint_sent, name="complaint_sent"),
    path("staff/complaints/", complaints.complaint_list, name="complaint_list"),
    path("staff/complaints/new/", complaints.complaint_create, name="complaint_create"),
    path("staff/complaints/<int:pk>/", complaints.complaint_detail, name="complaint_detail"),
    path("staff/complaints/<int:pk>/acknowledge/", complaints.complaint_acknowledge, name="complaint_acknowledge"),
    path(
        "staff/complaints/<int:pk>/not-acknowledged/",
        complaints.complaint_not_acknowledged,
        name="complaint_not_acknowledged",
    ),
    path("staff/complaints/<int:pk>/close/", complaints.complaint_close, name="complaint_close"),
    path("staff/complaints/<int:pk>/reopen/", complaints.complaint_reopen, name="complaint_reopen"),
    path("invitations/<int:pk>/confirm/", views.invitation_confirm, name="invitation_confirm"),
    path("invitations/<int:pk>/again/", providers.invitation_again, name="invitation_again"),
    path("invitations/<int:pk>/withdraw/", views.invitation_withdraw, name="invitation_withdraw"),
    path("invitations/<str:token>/decline/", views.invitation_decline, name="invitation_decline"),
    path("invitations/<str:token>/", views.invitation_accept, name="invitation_accept"),
]
