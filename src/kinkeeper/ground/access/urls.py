"""Addresses of the access room."""

from django.urls import path

from kinkeeper.ground.access import views

urlpatterns = [
    path("accounts/", views.people_who_log_in, name="accounts"),
    path("accounts/invite/", views.invite_somebody, name="invite"),
    path("readings/", views.readings, name="readings"),
    path("accounts/<uuid:pk>/", views.one_account, name="account_of"),
    path("accounts/<uuid:pk>/link/", views.new_link, name="new_link"),
    path("accounts/<uuid:pk>/shut/", views.shut, name="shut_account"),
    path("accounts/<uuid:pk>/grants/<uuid:grant_id>/end/", views.end_this_grant, name="end_grant"),
]
