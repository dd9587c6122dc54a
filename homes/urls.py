from django.urls import path

from homes import views

app_name = "homes"
urlpatterns = [
    path("homes/", views.home_list, name="home_list"),
    path("homes/add/", views.home_add, name="home_add"),
    path("homes/<int:pk>/", views.home_detail, name="home_detail"),
    path("homes/<int:pk>/edit/", views.home_edit, name="home_edit"),
    path("homes/<int:pk>/facts/", views.home_facts, name="home_facts"),
    path("homes/<int:pk>/people/", views.home_people, name="home_people"),
    path("home-roles/<int:pk>/end/", views.home_role_end, name="home_role_end"),
    path("home-roles/<int:pk>/strike/", views.home_role_strike, name="home_role_strike"),
    path("homes/<int:pk>/history/", views.home_history, name="home_history"),
    path("homes/<int:pk>/address/", views.home_reveal, name="home_reveal"),
    path("homes/<int:pk>/duties/", views.home_duties, name="home_duties"),
    path("homes/<int:pk>/duties/add/", views.home_duty_add, name="home_duty_add"),
    path("homes/<int:pk>/duties/<slug:slug>/done/", views.duty_done, name="duty_done"),
    path("homes/<int:pk>/duties/<slug:slug>/off/", views.duty_off, name="duty_off"),
    path("homes/<int:pk>/duties/<slug:slug>/on/", views.duty_on, name="duty_on"),
    path("duties/", views.duty_list, name="duty_list"),
    path("duties/calendar/", views.duty_calendar, name="duty_calendar"),
    path("duties/done/<int:pk>/undo/", views.duty_undo, name="duty_undo"),
    path("duties/own/<int:pk>/end/", views.duty_end, name="duty_end"),
    path("providers/<int:pk>/duties/", views.duty_settings, name="duty_settings"),
    path("providers/<int:pk>/duties/add/", views.duty_add, name="duty_add"),
    path("providers/<int:pk>/duties/share/", views.duty_share, name="duty_share"),
    path("providers/<int:pk>/duties/share/stop/", views.duty_share_stop, name="duty_share_stop"),
    path("providers/<int:pk>/duties/<slug:rule>/", views.duty_rhythm, name="duty_rhythm"),
    path("providers/<int:pk>/duties/<slug:rule>/default/", views.duty_rhythm_default, name="duty_rhythm_default"),
    path("roles/<int:pk>/homes/", views.role_homes, name="role_homes"),
    path("staff/claims/", views.claim_list, name="claim_list"),
    path("staff/claims/<int:pk>/confirm/", views.claim_confirm, name="claim_confirm"),
    path("staff/claims/<int:pk>/refuse/", views.claim_refuse, name="claim_refuse"),
    path("staff/register/", views.register_file_list, name="register_file_list"),
    path("staff/register/add/", views.register_file_add, name="register_file_add"),
]
