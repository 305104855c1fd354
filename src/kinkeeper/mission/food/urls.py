"""Addresses of the room."""

from django.urls import path

from kinkeeper.mission.food import views

urlpatterns = [
    path("food/", views.areas, name="food"),
    path("food/settings/", views.settings, name="food_settings"),
    path("food/settings/season/", views.season, name="food_season"),
    path("food/settings/<slug:sign>/", views.alert, name="food_alert"),
    path("families/<uuid:pk>/food/<slug:topic>/", views.ask, name="food_ask"),
]
