"""Addresses of what follows a child in care."""

from django.urls import path

from kinkeeper.mission.care.following import views

urlpatterns = [
    path("placements/<uuid:pk>/review/", views.review, name="care_review"),
    path("placements/<uuid:pk>/followed/", views.sheet, name="care_followed"),
    path("placements/<uuid:pk>/plan/", views.plan, name="care_plan"),
    path("placements/<uuid:pk>/contact/", views.contact, name="care_contact"),
    path("placements/<uuid:pk>/follow-up/", views.follow_up, name="care_follow_up"),
    path("placements/<uuid:pk>/no-contact/", views.bar, name="care_bar"),
    path("placements/<uuid:pk>/away/", views.away, name="care_away"),
    path("child-plans/<uuid:pk>/goal/", views.goal, name="care_goal"),
    path("child-goals/<uuid:pk>/reached/", views.reached, name="care_goal_reached"),
    path("contact-bars/<uuid:pk>/end/", views.bar_end, name="care_bar_end"),
    path("absences/<uuid:pk>/", views.report, name="care_absence"),
    path("absences/<uuid:pk>/back/", views.back, name="care_back"),
]
