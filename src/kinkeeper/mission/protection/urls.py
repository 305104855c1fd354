"""Addresses of protection. The first four need no account."""

from django.urls import path

from kinkeeper.mission.protection.views import (
    cases,
    concerns,
    desk,
    grounds,
    public,
    reports,
    telling,
)

urlpatterns = [
    path("tell/", public.tell, name="tell"),
    path("tell/answer/", public.answer, name="tell_answer"),
    path("tell/<slug:language>/", public.tell, name="tell_in"),
    path("tell/<slug:language>/answer/", public.answer, name="tell_answer_in"),
    path("concern/", telling.tell, name="concern_tell"),
    path("people/<uuid:pk>/concern/", telling.tell_of_child, name="concern_of_child"),
    path("protection/reports/", reports.listing, name="protection_reports"),
    path("protection/reports/<uuid:pk>/", reports.report, name="protection_report"),
    path("protection/reports/<uuid:pk>/answer/", reports.answer, name="report_answer"),
    path(
        "protection/reports/<uuid:pk>/picture/<int:number>/", reports.image, name="report_picture"
    ),
    path("protection/reports/<uuid:pk>/step/<slug:verb>/", reports.step, name="report_step"),
    path(
        "protection/reports/<uuid:pk>/decline/<slug:verb>/", reports.decline, name="report_decline"
    ),
    path("protection/cases/", cases.listing, name="protection_cases"),
    path("protection/cases/<uuid:pk>/", cases.case, name="protection_case"),
    path("protection/cases/<uuid:pk>/write/", cases.entry, name="entry_new"),
    path("protection/cases/<uuid:pk>/refer/", cases.refer, name="case_refer"),
    path("protection/cases/<uuid:pk>/opinion/", cases.opinion, name="case_opinion"),
    path("protection/cases/<uuid:pk>/open/", cases.open_to, name="case_open"),
    path("protection/cases/<uuid:pk>/hand-over/", cases.hand_over, name="case_hand_over"),
    path("protection/cases/<uuid:pk>/step/<slug:verb>/", cases.step, name="case_step"),
    path("protection/cases/<uuid:pk>/decline/<slug:verb>/", cases.decline, name="case_decline"),
    path("protection/cases/<uuid:pk>/withdraw/", grounds.withdraw, name="case_withdraw"),
    path("protection/cases/<uuid:pk>/ground/", grounds.ground, name="case_ground"),
    path("protection/cases/<uuid:pk>/children/", grounds.children, name="case_children"),
    path("protection/cases/<uuid:pk>/named/", grounds.name_in_case, name="case_named"),
    path("protection/reports/<uuid:pk>/named/", grounds.name_in_report, name="report_named"),
    path("protection/openings/<uuid:pk>/shut/", grounds.shut_opening, name="opening_shut"),
    path("protection/referrals/<uuid:pk>/", cases.referral_answer, name="referral_answer"),
    path("protection/received/<uuid:pk>/", cases.received, name="protection_received"),
    path("protection/rota/", desk.rota, name="protection_rota"),
    path("protection/lines/", desk.line, name="protection_lines"),
    path("protection/directory/", desk.listing, name="directory"),
    path("protection/directory/new/", desk.new, name="contact_new"),
    path("protection/directory/<uuid:pk>/", desk.verify, name="contact_verify"),
    path("protection/directory/<uuid:pk>/close/", desk.shut, name="contact_shut"),
    path("safeguarding/", concerns.listing, name="concerns"),
    path("safeguarding/<uuid:pk>/", concerns.concern, name="concern"),
    path("safeguarding/<uuid:pk>/write/", concerns.entry, name="concern_entry"),
    path("safeguarding/<uuid:pk>/named/", concerns.name, name="concern_name"),
    path("safeguarding/<uuid:pk>/answer/", concerns.answer, name="concern_answer"),
    path("safeguarding/<uuid:pk>/picture/<int:number>/", concerns.image, name="concern_picture"),
    path("safeguarding/<uuid:pk>/step/<slug:verb>/", concerns.step, name="concern_step"),
    path("safeguarding/<uuid:pk>/decline/<slug:verb>/", concerns.decline, name="concern_decline"),
]
