"""Addresses of frozen reports."""

from django.urls import path

from kinkeeper.ground.reports import views

urlpatterns = [
    path("reports/<uuid:pk>/", views.frozen_report, name="frozen_report"),
    path("reports/<uuid:pk>/compare/", views.frozen_compare, name="frozen_compare"),
]
