from django.urls import path

from duties import views

app_name = "duties"
urlpatterns = [
    path("homes/<int:pk>/duties/", views.home_duties, name="home_duties"),
    path("homes/<int:pk>/duties/add/", views.home_duty_add, name="home_duty_add"),
    path("homes/<int:pk>/duties/<slug:slug>/done/", views.duty_done, name="duty_done"),
    path("homes/<int:pk>/duties/<slug:slug>/off/", views.duty_off, name="duty_off"),
    path("homes/<int:pk>/duties/<slug:slug>/on/", views.duty_on, name="duty_on"),
    path("duties/", views.duty_list, name="duty_list"),
    path("duties/calendar/", views.duty_calendar, name="duty_calendar"),
    path("homes/<int:pk>/notices/", views.home_notices, name="home_notices"),
    path("homes/<int:pk>/notices/absence/", views.absence_begin, name="absence_begin"),
    path("homes/<int:pk>/notices/change/", views.change_add, name="change_add"),
    path("absences/<int:pk>/end/", views.absence_end, name="absence_end"),
    path("absences/<int:pk>/void/", views.absence_void, name="absence_void"),
    path("absences/<int:pk>/notified/<slug:of>/", views.absence_notified, name="absence_notified"),
    path("changes/<int:pk>/notified/", views.change_notified, name="change_notified"),
    path("changes/<int:pk>/void/", views.change_void, name="change_void"),
    path("homes/<int:pk>/notices/events/<slug:kind>/", views.event_note, name="event_note"),
    path("events-notified/<int:pk>/void/", views.event_void, name="event_void"),
    path("duties/visits/", views.visit_grid, name="visit_grid"),
    path("duties/visits/file/", views.visit_file, name="visit_file"),
    path("duties/visits/mark/", views.visits_mark, name="visits_mark"),
    path("duties/report/", views.duty_report, name="duty_report"),
    path("duties/sheet/", views.duty_sheet, name="duty_sheet"),
    path("duties/sheet/save/", views.duty_sheet_save, name="duty_sheet_save"),
    path("duties/sheet/template/", views.duty_sheet_template, name="duty_sheet_template"),
    path("duties/subscription/", views.duty_subscription, name="duty_subscription"),
    path("duties/subscription/make/", views.duty_calendar_make, name="duty_calendar_make"),
    path("duties/subscription/revoke/", views.duty_calendar_revoke, name="duty_calendar_revoke"),
    path("duties/subscription/mails/", views.duty_reminder, name="duty_reminder"),
    path("calendars/<str:token>.ics", views.duty_feed, name="duty_feed"),
    path("duties/done/<int:pk>/undo/", views.duty_undo, name="duty_undo"),
    path("duties/done/<int:pk>/report/none/", views.report_none, name="report_none"),
    path("duties/done/<int:pk>/report/clear/", views.report_clear, name="report_clear"),
    path("duties/done/<int:pk>/report/<slug:step>/", views.report_step, name="report_step"),
    path("duties/own/<int:pk>/end/", views.duty_end, name="duty_end"),
    path("providers/<int:pk>/duties/", views.duty_settings, name="duty_settings"),
    path("providers/<int:pk>/duties/add/", views.duty_add, name="duty_add"),
    path("providers/<int:pk>/duties/share/", views.duty_share, name="duty_share"),
    path("providers/<int:pk>/duties/share/stop/", views.duty_share_stop, name="duty_share_stop"),
    path("providers/<int:pk>/duties/<slug:rule>/", views.duty_recurrence, name="duty_recurrence"),
    path(
        "providers/<int:pk>/duties/<slug:rule>/default/", views.duty_recurrence_default, name="duty_recurrence_default"
    ),
]
