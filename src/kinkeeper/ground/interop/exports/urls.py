"""Addresses of exports."""

from django.urls import path

from kinkeeper.ground.interop.exports import views

urlpatterns = [
    path("exports/", views.exports, name="exports"),
    path("exports/log/", views.export_log, name="export_log"),
    path("exports/<uuid:pk>/", views.export_file, name="export_file"),
]
