from django.urls import path

from chaportal.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.cast, name="cast"),
    path("codes/", views.code_list, name="code_list"),
    path("mail/", views.mail_list, name="mail_list"),
    path("mail/<slug:name>/", views.mail_detail, name="mail_detail"),
    path("mail/<slug:name>/html/", views.mail_html, name="mail_html"),
]
