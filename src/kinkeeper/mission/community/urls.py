"""Addresses of the community."""

from django.urls import path

from kinkeeper.mission.community.forms import SHEETS
from kinkeeper.mission.community.views import capacity, families, gatherings, norms, sheets, steps
from kinkeeper.mission.community.views import structures as pages

STRUCTURE = "community/structures/<uuid:pk>/"

urlpatterns = [
    path("community/", pages.listed, name="community"),
    path("community/new/", pages.new, name="structure_new"),
    path("community/gatherings/", gatherings.listed, name="gatherings"),
    path("community/events/new/", gatherings.event, name="event_new"),
    path("community/gatherings/<uuid:pk>/take-back/", gatherings.take_back,
         name="gathering_take_back"),
    path("community/thresholds/", norms.listed, name="community_norms"),
    path("community/thresholds/<slug:key>/", norms.change, name="community_norm"),
    path("community/prices/new/", norms.price, name="price_new"),
    path(STRUCTURE, pages.page, name="structure"),
    path(STRUCTURE + "correct/", pages.correct, name="structure_correct"),
    path(STRUCTURE + "papers/<uuid:paper_pk>/", pages.scan, name="structure_scan"),
    path(STRUCTURE + "capacity/", capacity.new, name="capacity_new"),
    path("community/capacities/<uuid:pk>/", capacity.page, name="capacity"),
    path("community/capacities/<uuid:pk>/take-back/", capacity.take_back,
         name="capacity_take_back"),
    path("community/priorities/<uuid:pk>/", capacity.done, name="priority_done"),
    path("community/members/<uuid:pk>/", sheets.end_mandate, name="mandate_end"),
    path(STRUCTURE + "step/<slug:verb>/", steps.step, name="structure_step"),
    path(STRUCTURE + "decline/<slug:verb>/", steps.decline, name="structure_decline"),
    path("families/<uuid:pk>/money/", families.money, name="money_new"),
    path("families/<uuid:pk>/activity/", families.activity, name="activity_new"),
    path("community/activities/<uuid:pk>/", families.end, name="activity_end"),
    *(
        path(f"{STRUCTURE}{code}/", sheets.sheet, {"code": code}, name=f"structure_{code}")
        for code in SHEETS
    ),
]  # fmt: skip
