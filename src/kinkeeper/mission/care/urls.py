"""Addresses of care."""

from django.urls import path

from kinkeeper.mission.care.following.urls import urlpatterns as following
from kinkeeper.mission.care.views import deeds, homes, villages

urlpatterns = [
    *following,
    path("villages/", villages.listed, name="care_villages"),
    path("villages/new/", homes.open_village, name="care_village_new"),
    path("villages/<uuid:pk>/", villages.village, name="care_village"),
    path("care/houses/<uuid:pk>/", homes.house, name="care_house"),
    path("care/families/<uuid:pk>/", homes.family, name="care_family"),
    path("care/<slug:kind>/<uuid:pk>/<slug:verb>/", deeds.deed, name="care_deed"),
]
