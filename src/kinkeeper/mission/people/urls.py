"""Addresses of people and families."""

from django.urls import path

from kinkeeper.mission.people.erasing.urls import urlpatterns as erasing
from kinkeeper.mission.people.glass.urls import urlpatterns as glass
from kinkeeper.mission.people.keeping.urls import urlpatterns as keeping
from kinkeeper.mission.people.twice.urls import urlpatterns as twice
from kinkeeper.mission.people.views import (
    changing,
    clashes,
    families,
    members,
    opened,
    people,
    register,
)

urlpatterns = [
    path("families/", families.families, name="families"),
    path("families/new/", register.family_new, name="family_new"),
    path("families/<uuid:pk>/", families.family, name="family"),
    path("families/<uuid:pk>/edit/", families.family_edit, name="family_edit"),
    path("families/<uuid:pk>/history/", families.family_history, name="family_history"),
    path("families/<uuid:pk>/opened/", opened.family_opened, name="family_opened"),
    path("families/<uuid:pk>/move/", changing.family_move, name="family_move"),
    path("families/<uuid:pk>/members/add/", members.member_add, name="member_add"),
    path("memberships/<uuid:pk>/end/", members.membership_end, name="membership_end"),
    path("memberships/<uuid:pk>/edit/", changing.membership_edit, name="membership_edit"),
    path("kin/<uuid:pk>/end/", changing.kin_end, name="kin_end"),
    path("people/", people.people, name="people"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<uuid:pk>/history/", people.person_history, name="person_history"),
    path("people/<uuid:pk>/opened/", opened.person_opened, name="person_opened"),
    path("people/<uuid:pk>/died/", people.person_died, name="person_died"),
    path("people/<uuid:pk>/kin/add/", people.kin_add, name="kin_add"),
    path("clashes/", clashes.clashes, name="clashes"),
    path("clashes/<uuid:pk>/", clashes.clash, name="clash"),
    *erasing,
    *glass,
    *keeping,
    *twice,
]
