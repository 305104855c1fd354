"""Addresses of the field app's files. /field/worker.js may serve all of /field/."""

from django.urls import path

from kinkeeper.site.field import views

urlpatterns = [
    path("", views.page, name="field"),
    path("<str:name>", views.file, name="field_file"),
]
