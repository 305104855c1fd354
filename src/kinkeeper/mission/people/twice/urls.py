"""Addresses of people written twice."""

from django.urls import path

from kinkeeper.mission.people.twice import views

urlpatterns = [
    path("people/<uuid:pk>/twice/", views.look, name="twice_look"),
    path("people/<uuid:pk>/twice/<uuid:other>/", views.compare, name="twice_compare"),
    path("twice/<uuid:pk>/", views.pair, name="twice_pair"),
]
