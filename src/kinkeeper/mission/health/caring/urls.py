"""Addresses of a child's health, of health centres and of sessions with groups."""

from django.urls import path

from kinkeeper.mission.health.caring import places, views

urlpatterns = [
    path("people/<uuid:pk>/health/", views.health, name="child_health"),
    path("people/<uuid:pk>/health/consultation/", views.consultation, name="consultation_new"),
    path("people/<uuid:pk>/health/illness/", views.illness, name="illness_new"),
    path("people/<uuid:pk>/health/functioning/", views.functioning, name="functioning_new"),
    path("people/<uuid:pk>/health/talk/", views.talk, name="talk_new"),
    path("consultations/<uuid:pk>/seen/", views.see, name="consultation_seen"),
    path("consultations/<uuid:pk>/arrived/", views.arrive, name="consultation_arrived"),
    path("consultations/<uuid:pk>/take-back/", views.take_back, name="consultation_take_back"),
    path("illnesses/<uuid:pk>/appointment/", views.appointment, name="illness_appointment"),
    path("illnesses/<uuid:pk>/end/", views.end, name="illness_end"),
    path("health/centres/", places.centres, name="health_centres"),
    path("health/centres/new/", places.centre_new, name="health_centre_new"),
    path("health/centres/<uuid:pk>/", places.centre, name="health_centre"),
    path("health/centres/<uuid:pk>/status/", places.status, name="health_centre_status"),
    path("health/centres/<uuid:pk>/check/", places.check, name="health_centre_check"),
    path("health/groups/", places.groups, name="group_talks"),
    path("health/groups/new/", places.group_new, name="group_talk_new"),
]
