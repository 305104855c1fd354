"""While they are away: beds, school, health; reviews; what each child thinks; the return; and the
schools and other facilities that stayed open at home."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may_meet, reaches
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.care.queries import HouseRoom, houses_with_room
from kinkeeper.mission.emergency import actions
from kinkeeper.mission.emergency.forms import (
    AssessmentForm,
    ChildForm,
    HouseholdForm,
    OpinionSheet,
    ReviewForm,
    SiteForm,
)
from kinkeeper.mission.emergency.models import ReturnOpinion
from kinkeeper.mission.emergency.process import LEAD, PROPOSE
from kinkeeper.mission.emergency.queries import AwayChild, Movement, away_children
from kinkeeper.mission.emergency.views.asking import (
    READ,
    WRITE,
    movement_or_404,
    on_page,
    page_of,
)


@door(READ, purpose=CARE)
def settling(request: Asked, pk: UUID) -> HttpResponse:
    """Every child away, by household: bed, school, health check."""
    found = movement_or_404(request, pk, door="evacuation_settling")
    children = away_children(found, timezone.localdate())
    seen(request.user, [c.line.person for c in children if c.line.person], door="settling")
    groups: dict[str, list[AwayChild]] = {}
    for child in children:
        groups.setdefault(child.line.household, []).append(child)
    context = {"movement": found, "groups": groups.items(), "children": children}
    return render(request, "emergency/settling.html", context)


@door(WRITE, purpose=CARE)
def household(request: Asked, pk: UUID) -> HttpResponse:
    """The same house, school and health check for a household at once: `?household=`."""
    found = movement_or_404(request, pk, door="evacuation_household")
    name = request.GET.get("household", "")
    today = timezone.localdate()
    children = [c for c in away_children(found, today) if c.line.household == name]
    if not children:
        raise Http404
    rooms = {str(r.house.pk): r for r in _rooms(request, children)}
    form = HouseholdForm(
        request.POST or None, houses=[(key, _bed_text(r)) for key, r in rooms.items()]
    )
    back = reverse("evacuation_settling", args=[found.pk])

    def act() -> tuple[str, object]:
        values = form.values()
        room = rooms.get(values.pop("house"))
        actions.settle_household(
            found, name, by=request.user, house=room.house if room else None, **values
        )
        return back, _("Written down.")

    return on_page(request, form, act, title=name, found=found, back=back)


def _rooms(request: Asked, children: list[AwayChild]) -> list[HouseRoom]:
    """Houses of the villages where these children are; also full ones, because people crowd."""
    villages = {c.stay.village_id: c.stay.village for c in children}
    today = timezone.localdate()
    return [r for v in villages.values() for r in houses_with_room(v, today, by=request.user)]


def _bed_text(room: HouseRoom) -> str:
    words = {"house": room.house.name, "free": room.free, "beds": room.beds}
    return _("%(house)s (%(free)d of %(beds)d beds free)") % words


@door(WRITE, purpose=CARE)
def child(request: Asked, pk: UUID, line_pk: UUID) -> HttpResponse:
    """School and health check of one child."""
    found = movement_or_404(request, pk, door="evacuation_child")
    one = _child_or_404(found, lambda c: c.line.pk == line_pk)
    seen(request.user, [one.line.person], door="evacuation_child")
    names = ("school", "school_since", "no_school", "health_check_on")
    known = {name: getattr(one.settling, name, None) for name in names}
    form = ChildForm(request.POST or None, initial=known)
    back = reverse("evacuation_settling", args=[found.pk])

    def act() -> tuple[str, object]:
        actions.settle(one.line, by=request.user, on=timezone.localdate(), **form.values())
        return back, _("Written down.")

    return on_page(request, form, act, title=one.line.name, found=found, back=back)


def _child_or_404(found: Movement, wanted: Callable[[AwayChild], bool]) -> AwayChild:
    children = away_children(found, timezone.localdate())
    one = next((c for c in children if wanted(c)), None)
    if one is None:
        raise Http404
    return one


@door(WRITE, purpose=CARE)
def review(request: Asked, pk: UUID) -> HttpResponse:
    """The monthly review of how they live."""
    found = movement_or_404(request, pk, door="evacuation_review")
    form = ReviewForm(request.POST or None)

    def act() -> tuple[str, object]:
        actions.review_relocation(found, by=request.user, **form.values())
        return page_of(found, "away"), _("The review is written down.")

    title = _("Monthly review of those who are away")
    return on_page(request, form, act, title=title, found=found, back=page_of(found))


@door(READ, purpose=CARE)
def opinions(request: Asked, pk: UUID) -> HttpResponse:
    """Each child with what it thinks of going home; who was not asked yet stands first."""
    found = movement_or_404(request, pk, door="evacuation_opinions")
    children = away_children(found, timezone.localdate())
    seen(request.user, [c.line.person for c in children if c.line.person], door="opinions")
    context = {
        "movement": found,
        "children": sorted(children, key=lambda c: c.opinion is not None),
        "asked": sum(1 for c in children if c.opinion),
        "sensitive": may_meet(ReturnOpinion, "wish", by=request.user),
    }
    return render(request, "emergency/opinions.html", context)


@door(WRITE, purpose=CARE)
def opinion(request: Asked, pk: UUID, person_pk: UUID) -> HttpResponse:
    """What one child thinks of going home, in the form the child chose."""
    found = movement_or_404(request, pk, door="evacuation_opinion")
    one = next(iter(away_children(found, timezone.localdate(), person=person_pk)), None)
    if one is None:
        raise Http404
    person = one.line.person
    seen(request.user, [person], door="evacuation_opinion")
    form = OpinionSheet(request.POST or None)
    back = reverse("evacuation_opinions", args=[found.pk])

    def act() -> tuple[str, object]:
        actions.hear_child(found, person, by=request.user, **form.values())
        return back, _("The child’s opinion is written down.")

    title = _("What does %(name)s think of going home?") % {"name": one.line.name}
    return on_page(request, form, act, title=title, found=found, back=back)


@door(LEAD, purpose=CARE)
def assessment(request: Asked, pk: UUID) -> HttpResponse:
    """Is it safe to go home?"""
    found = movement_or_404(request, pk, door="evacuation_assessment")
    form = AssessmentForm(request.POST or None)

    def act() -> tuple[str, object]:
        actions.assess_return(found, by=request.user, **form.values())
        return page_of(found, "return"), _("The assessment is written down.")

    title = _("Assess the return")
    return on_page(request, form, act, title=title, found=found, back=page_of(found))


@door(PROPOSE, purpose=CARE)
def site(request: Asked, pk: UUID) -> HttpResponse:
    """Houses, an office, a well ... are open, reduced, closed from a day; not schools."""
    found = movement_or_404(request, pk, door="evacuation_site")
    if not reaches(request.user, PROPOSE, found.village.place):
        raise Http404
    form = SiteForm(request.POST or None)

    def act() -> tuple[str, object]:
        actions.state_site(found.village, by=request.user, **form.values())
        return page_of(found, "sites"), _("Written down.")

    title = _("What is open in %(village)s") % {"village": found.village.name}
    return on_page(request, form, act, title=title, found=found, back=page_of(found))
