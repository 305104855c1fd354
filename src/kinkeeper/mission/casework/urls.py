"""Addresses of the room. All of a family's begin like the family's own page."""

from django.urls import path

from kinkeeper.mission.casework import views

urlpatterns = [
    path("families/<uuid:pk>/assess/", views.assess_family, name="assess"),
    path("families/<uuid:pk>/visit/", views.new_visit, name="visit_new"),
    path("families/<uuid:pk>/plan/", views.plan_rows, name="plan"),
    path("families/<uuid:pk>/plan/agree/", views.agree, name="plan_agree"),
    path("families/<uuid:pk>/plan/print/", views.print_plan, name="plan_print"),
    path("families/<uuid:pk>/service/", views.new_service, name="service_new"),
    path("families/<uuid:pk>/review/", views.review, name="review"),
    path("assessments/<uuid:pk>/", views.correct_one_assessment, name="assessment_correct"),
    path("visits/<uuid:pk>/", views.correct_one_visit, name="visit_correct"),
    path("services/<uuid:pk>/", views.correct_one_service, name="service_correct"),
    path("services/<uuid:pk>/deliver/", views.deliver, name="service_deliver"),
]
