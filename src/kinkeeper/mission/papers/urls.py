"""Addresses of birth papers."""

from django.urls import path

from kinkeeper.mission.papers import views

urlpatterns = [
    path("birth-papers/", views.listed, name="birth_papers"),
    path("people/<uuid:pk>/birth-papers/new/", views.begin, name="birth_file_new"),
    path("birth-papers/<uuid:pk>/step/<slug:verb>/", views.step, name="birth_step"),
    path("birth-papers/<uuid:pk>/decline/<slug:verb>/", views.decline, name="birth_decline"),
]
