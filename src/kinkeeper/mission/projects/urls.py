"""Addresses of the projects room."""

from django.urls import path

from kinkeeper.mission.projects.views import entering, periods, project, sending, values

ONE = "projects/<str:code>/"
PERIOD = ONE + "periods/<str:period>/"

urlpatterns = [
    path("projects/", project.projects, name="projects"),
    path(ONE, project.project, name="project"),
    path(ONE + "freeze/", project.project_freeze, name="project_freeze"),
    path(ONE + "report/", sending.report, name="project_report"),
    path(ONE + "places.geojson", sending.geojson, name="project_geojson"),
    path(ONE + "dhis2.json", sending.data_values, name="project_dhis2"),
    path(ONE + "iati.xml", sending.transparency, name="project_iati"),
    path(ONE + "expenses/new/", entering.expense, name="project_expense"),
    path(
        ONE + "indicators/<str:indicator>/target/", entering.target, name="project_target"
    ),
    path(ONE + "table.xlsx", project.project_workbook, name="project_workbook"),
    path(
        ONE + "indicators/<str:indicator>/rows/", project.indicator_rows, name="indicator_rows"
    ),
    path(ONE + "periods/", periods.periods, name="project_periods"),
    path(PERIOD, periods.period, name="project_period"),
    path(PERIOD + "begin/", periods.begin, name="project_period_begin"),
    path(PERIOD + "text/", periods.narrative, name="project_narrative"),
    path("project-periods/<uuid:pk>/steps/<str:verb>/", periods.step, name="project_period_step"),
    path(
        "project-periods/<uuid:pk>/decline/<str:verb>/", periods.decline,
        name="project_period_decline",
    ),
    path(PERIOD + "values/<str:indicator>/", values.enter, name="project_value_enter"),
    path("project-values/<uuid:pk>/", values.value, name="project_value"),
    path("project-values/<uuid:pk>/steps/<str:verb>/", values.step, name="project_value_step"),
    path(
        "project-values/<uuid:pk>/decline/<str:verb>/", values.decline,
        name="project_value_decline",
    ),
]  # fmt: skip
