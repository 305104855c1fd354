"""Addresses of erasing somebody."""

from django.urls import path

from kinkeeper.mission.people.erasing import views

urlpatterns = [
    path("people/<uuid:pk>/erase/", views.asking, name="erase_ask"),
    path("people/<uuid:pk>/hold/", views.holding, name="erase_hold"),
    path("erasures/<uuid:pk>/", views.deciding, name="erasure"),
]
