from django.urls import path

from bulletins import views

app_name = "bulletins"
urlpatterns = [
    path("staff/bulletins/", views.bulletin_list, name="bulletin_list"),
    path("staff/bulletins/new/", views.bulletin_create, name="bulletin_create"),
    path("staff/bulletins/<int:pk>/", views.bulletin_detail, name="bulletin_detail"),
    path("staff/bulletins/<int:pk>/edit/", views.bulletin_edit, name="bulletin_edit"),
    path("staff/bulletins/<int:pk>/submit/", views.bulletin_submit, name="bulletin_submit"),
    path("staff/bulletins/<int:pk>/send-back/", views.bulletin_send_back, name="bulletin_send_back"),
    path("staff/bulletins/<int:pk>/approve/", views.bulletin_approve, name="bulletin_approve"),
    path("staff/bulletins/<int:pk>/pause/", views.bulletin_pause, name="bulletin_pause"),
    path("staff/bulletins/<int:pk>/resume/", views.bulletin_resume, name="bulletin_resume"),
    path("staff/bulletins/<int:pk>/try-again/", views.bulletin_try_again, name="bulletin_try_again"),
    path("staff/bulletins/<int:pk>/cancel/", views.bulletin_cancel, name="bulletin_cancel"),
    path("staff/bulletins/<int:pk>/people/", views.delivery_list, name="delivery_list"),
    path("staff/bulletins/<int:pk>/history/", views.bulletin_history, name="bulletin_history"),
    path("staff/bulletins/subscribers/", views.subscriber_list, name="subscriber_list"),
    path("staff/bulletins/subscribers/<int:pk>/stop/", views.subscriber_stop, name="subscriber_stop"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
