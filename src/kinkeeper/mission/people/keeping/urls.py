"""Addresses of pictures and consents of a person."""

from django.urls import path

from kinkeeper.mission.people.keeping import views

urlpatterns = [
    path("people/<uuid:pk>/pictures/add/", views.picture_add, name="picture_add"),
    path(
        "people/<uuid:pk>/pictures/<uuid:picture_id>/",
        views.person_picture,
        name="person_picture",
    ),
    path("people/<uuid:pk>/consents/add/", views.consent_add, name="consent_add"),
    path(
        "people/<uuid:pk>/consents/<uuid:consent_id>/withdraw/",
        views.consent_withdraw,
        name="consent_withdraw",
    ),
]
