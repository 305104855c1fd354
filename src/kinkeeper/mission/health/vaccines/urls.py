"""Addresses of vaccinations."""

from django.urls import path

from kinkeeper.mission.health.vaccines import views

urlpatterns = [
    path("people/<uuid:pk>/vaccinations/", views.card, name="vaccinations"),
    path("people/<uuid:pk>/vaccinations/new/", views.enter, name="vaccinate"),
    path("vaccinations/<uuid:pk>/take-back/", views.take_back, name="vaccination_take_back"),
    path("health/calendar/", views.calendar, name="vaccine_calendar"),
    path("health/calendar/new/", views.calendar_new, name="vaccine_calendar_new"),
]
