"""Addresses of the room."""

from django.urls import path

from kinkeeper.ground.instruments import views

urlpatterns = [
    path("questionnaires/", views.questionnaires, name="questionnaires"),
    path("questionnaires/import/", views.bring, name="questionnaire_import"),
    path("questionnaires/ship/", views.ship, name="questionnaire_ship"),
    path("questionnaires/<uuid:pk>/", views.questionnaire, name="questionnaire"),
    path("questionnaires/<uuid:pk>/close/", views.close, name="questionnaire_close"),
    path("questionnaires/<uuid:pk>/answers/", views.table, name="questionnaire_answers"),
    path("questionnaires/<uuid:pk>/export/", views.export, name="questionnaire_export"),
    path("questionnaires/<uuid:pk>/fill/", views.fill_in, name="questionnaire_fill"),
    path("questionnaires/<uuid:pk>/fill/<uuid:subject>/", views.fill_in, name="questionnaire_ask"),
    path("questionnaire-versions/<uuid:pk>/workbook/", views.workbook, name="version_workbook"),
    path("answers/<uuid:pk>/", views.answers, name="answers"),
    path("answers/<uuid:pk>/correct/", views.correct, name="answers_correct"),
    path("answers/<uuid:pk>/take-back/", views.take_back, name="answers_take_back"),
]
