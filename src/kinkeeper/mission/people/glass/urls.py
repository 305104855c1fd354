"""Addresses of opening a file in an emergency."""

from django.urls import path

from kinkeeper.mission.people.glass import views

urlpatterns = [
    path("emergency-opening/", views.opening, name="break_glass"),
    path("emergency-openings/<uuid:pk>/", views.reviewing, name="break_glass_review"),
]
