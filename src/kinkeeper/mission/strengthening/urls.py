"""Addresses of the programme."""

from django.urls import path

from kinkeeper.mission.strengthening.views import (
    contacts,
    handing_over,
    losses,
    programme,
    sessions,
    steps,
)

urlpatterns = [
    path("families/<uuid:pk>/identify/", steps.identify, name="family_identify"),
    path("families/<uuid:pk>/step/<slug:verb>/", steps.step, name="family_step"),
    path("families/<uuid:pk>/decline/<slug:verb>/", steps.decline, name="family_decline"),
    path("families/<uuid:pk>/exit-contact/", contacts.exit_contact, name="exit_contact"),
    path("people/<uuid:pk>/loss-of-care/", losses.report, name="loss_report"),
    path("people/<uuid:pk>/knowledge/", sessions.knowledge, name="knowledge_new"),
    path("losses/", losses.listed, name="losses"),
    path("losses/<uuid:pk>/", losses.take_up, name="loss_take_up"),
    path("sessions/", sessions.listed, name="sessions"),
    path("sessions/new/", sessions.new, name="session_new"),
    path("sessions/<uuid:pk>/", sessions.attendance, name="session"),
    path("families/<uuid:pk>/worker/", handing_over.family_worker, name="family_worker"),
    path("programme/", programme.programme, name="programme"),
    path("programme/workers/", handing_over.workers, name="workers"),
    path("programme/workers/nobody/", handing_over.nobodys_families, name="nobodys_families"),
    path("programme/workers/<uuid:pk>/", handing_over.worker_families, name="worker_families"),
    path("limits/", programme.limits, name="limits"),
    path("limits/<str:key>/", programme.limit, name="limit"),
]
