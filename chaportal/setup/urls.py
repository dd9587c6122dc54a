from django.urls import path

from chaportal.setup import views

urlpatterns = [
    path("staff/backup/", views.backup, name="backup"),
    path("staff/mail-test/", views.mail_test, name="mail_test"),
    path("staff/mail-test/arrived/", views.mail_test_arrived, name="mail_test_arrived"),
    path("staff/mail-test/<str:token>/", views.mail_test_opened, name="mail_test_opened"),
]
