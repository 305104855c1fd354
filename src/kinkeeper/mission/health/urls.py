"""Addresses of growth and screening."""

from django.urls import path

from kinkeeper.mission.health.caring.urls import urlpatterns as caring
from kinkeeper.mission.health.vaccines.urls import urlpatterns as vaccines
from kinkeeper.mission.health.views import measuring, screening, steps

urlpatterns = [
    path("people/<uuid:pk>/measure/", measuring.measure, name="measure"),
    path("people/<uuid:pk>/growth/", measuring.growth, name="growth"),
    path("measurements/<uuid:pk>/", measuring.correct, name="measurement"),
    path("measurements/<uuid:pk>/take-back/", measuring.take_back, name="measurement_take_back"),
    path("measurements/<uuid:pk>/compute/", measuring.compute, name="measurement_compute"),
    path("nutrition/", screening.listed, name="nutrition"),
    path("nutrition/protocol/", screening.protocol, name="nutrition_protocol"),
    path("nutrition/protocol/new/", screening.protocol_new, name="nutrition_protocol_new"),
    path("nutrition/tables.json", screening.phone_tables, name="nutrition_tables"),
    path("nutrition/<uuid:pk>/measure/", measuring.again, name="measure_again"),
    path("nutrition/<uuid:pk>/slip/", steps.slip, name="nutrition_slip"),
    path("nutrition/<uuid:pk>/step/<slug:verb>/", steps.step, name="nutrition_step"),
    path("nutrition/<uuid:pk>/decline/<slug:verb>/", steps.decline, name="nutrition_decline"),
    *caring,
    *vaccines,
]
