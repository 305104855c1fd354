"""Screens of birth papers: children with a gap, opening a file, each step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.process.asking import gone, refusal, run, say_declined, say_taken
from kinkeeper.ground.process.forms import DeclineForm
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.standing import Button
from kinkeeper.ground.process.table import State
from kinkeeper.ground.text.dates import age_in_words, age_on
from kinkeeper.mission.papers import actions
from kinkeeper.mission.papers.forms import FORMS, GapFilter, OpenForm, StepForm
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.papers.process import BIRTH_PAPERS, DECIDE, WORK
from kinkeeper.mission.papers.queries import (
    birth_file,
    files_of_persons,
    stages_of_files,
    without_act,
)
from kinkeeper.mission.papers.standing import standing_of
from kinkeeper.mission.people.queries import person, places_to_choose

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

PAGE = 50


@dataclass(frozen=True)
class Row:
    """A child with a gap; stage: of its open file."""

    child: "Person"
    age: str
    stage: Stage | None = None

    @property
    def state(self) -> State | None:
        return BIRTH_PAPERS.state(self.stage.state) if self.stage else None


@door("papers.read", purpose=CARE)
def listed(request: Asked) -> HttpResponse:
    """Children without an act in hand; declared but not collected is another gap than none."""
    today = timezone.localdate()
    places = [(p.pk, p.name) for p in places_to_choose(request.user, "papers.read")]
    form = GapFilter(request.GET or None, places=places)
    chosen = form.asked("place")
    rows = without_act(
        by=request.user, today=today, answer=form.asked("answer"),
        place=place_by_id(UUID(chosen)) if chosen else None,
    )  # fmt: skip
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    children = list(page.object_list)
    seen(request.user, children, door="birth_papers")
    files = files_of_persons(child.pk for child in children)
    stages = stages_of_files(row.pk for row in files.values())
    context = {
        "form": form, "page": page, "total": page.paginator.count,
        "rows": [_row(child, files.get(child.pk), stages, today) for child in children],
        "may_work": may(request.user, WORK),
    }  # fmt: skip
    return render(request, "papers/children.html", context)


def _row(
    child: "Person", found: BirthFile | None, stages: Mapping[UUID, Stage], today: date
) -> Row:
    age = age_in_words(age_on(child.birth, today)) if child.birth_date else "–"
    return Row(child, age, stages.get(found.pk) if found and found.until is None else None)


@door("papers.write", purpose=CARE)
def begin(request: Asked, pk: UUID) -> HttpResponse:
    """Open the file of a child."""
    child = person(pk, by=request.user, purpose=request.purpose)
    if child is None:
        raise Http404
    seen(request.user, [child], door="birth_file_new", purpose=request.purpose)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and (url := run(form, lambda: _opened(request, child, form))):
        return redirect(url)
    return render(request, "papers/open.html", {"form": form, "child": child})


def _opened(request: Asked, child: "Person", form: OpenForm) -> str:
    actions.open_file(child, by=request.user, **form.values())
    messages.success(request, _("The file of birth papers is open."))
    return _page(child.pk)


@door(WORK, purpose=CARE)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """One step: what it needs, what is missing, and its form."""
    found = _file_or_404(request, pk, door="birth_step")
    at = standing_of(found, by=request.user)
    button = at.button(verb)
    if button is None:
        return gone(request, BIRTH_PAPERS, verb, back=_page(found.person_id))
    waiting = at.proposed(verb)
    initial = {"reason": waiting.proposal.reason} if waiting else {}
    form = FORMS.get(verb, StepForm)(
        request.POST or None, transition=BIRTH_PAPERS.transition(verb), initial=initial
    )
    if request.method == "POST" and (
        url := run(form, lambda: _taken(request, found, button, form))
    ):
        return redirect(url)
    context = {"form": form, "child": found.person, "button": button, "proposal": waiting}
    return render(request, "papers/step.html", context)


def _taken(request: Asked, found: BirthFile, button: Button, form: StepForm) -> str:
    if button.step.proposal:
        actions.propose_step(found, button.verb, by=request.user, told=form.told())
    else:
        actions.take_step(found, button.verb, by=request.user, told=form.told(), given=form.given())
    say_taken(request, button)
    return _page(found.person_id)


@door(DECIDE, purpose=CARE)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """Say no to a proposal, with the reason."""
    found = _file_or_404(request, pk, door="birth_decline")
    waiting = standing_of(found, by=request.user).proposed(verb)
    back = _page(found.person_id)
    if waiting is None or not waiting.decide:
        return gone(request, BIRTH_PAPERS, verb, back=back)
    form = DeclineForm(request.POST or None)

    def act() -> str:
        actions.decline_step(found, verb, by=request.user, told=refusal(form))
        say_declined(request)
        return back

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "child": found.person, "waiting": waiting}
    return render(request, "papers/decline.html", context)


def _file_or_404(request: Asked, pk: UUID, *, door: str) -> BirthFile:
    found = birth_file(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found.person, found], door=door, purpose=request.purpose)
    return found


def _page(child: UUID) -> str:
    return f"{reverse('person', args=[child])}#papers"
