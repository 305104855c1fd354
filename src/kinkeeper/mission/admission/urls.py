"""Addresses of admissions."""

from django.urls import path

from kinkeeper.mission.admission.views import files, referrals, steps, work

urlpatterns = [
    path("admissions/", files.listed, name="admissions"),
    path("admissions/new/", referrals.new, name="admission_new"),
    path("admissions/<uuid:pk>/", files.file, name="admission"),
    path("admissions/<uuid:pk>/print/", files.printed, name="admission_print"),
    path("admissions/<uuid:pk>/papers/<uuid:paper_pk>/", files.scan, name="admission_scan"),
    path("admissions/<uuid:pk>/child/", referrals.child, name="admission_child"),
    path("admissions/<uuid:pk>/children/<uuid:child_pk>/off/", referrals.off, name="admission_off"),
    path("admissions/<uuid:pk>/voices/", work.voices, name="admission_voices"),
    path("admissions/<uuid:pk>/voices/<uuid:child_pk>/", work.voice, name="admission_voice"),
    path("admissions/<uuid:pk>/enquiry/", work.enquiry, name="admission_enquiry"),
    path("admissions/<uuid:pk>/options/", work.options, name="admission_options"),
    path("admissions/<uuid:pk>/step/<slug:verb>/", steps.step, name="admission_step"),
    path("admissions/<uuid:pk>/decline/<slug:verb>/", steps.decline, name="admission_decline"),
]
