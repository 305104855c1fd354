"""Addresses of the projects room."""

from django.urls import path

from kinkeeper.mission.projects import views

urlpatterns = [
    path("projects/", views.projects, name="projects"),
    path("projects/<str:code>/", views.project, name="project"),
    path("projects/<str:code>/freeze/", views.project_freeze, name="project_freeze"),
    path("projects/<str:code>/table.xlsx", views.project_workbook, name="project_workbook"),
    path(
        "projects/<str:code>/indicators/<str:indicator>/rows/",
        views.indicator_rows,
        name="indicator_rows",
    ),
]
