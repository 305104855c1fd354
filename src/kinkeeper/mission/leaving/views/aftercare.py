"""After leaving: contacts, help, and the office's rhythm."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.leaving import actions
from kinkeeper.mission.leaving.forms.sheets import ContactForm, RhythmForm, SupportForm
from kinkeeper.mission.leaving.process import PROPOSE, SETTINGS
from kinkeeper.mission.leaving.queries import Way, contacts_of, last_exit, rhythm
from kinkeeper.mission.leaving.reckoning import contact_due
from kinkeeper.mission.leaving.views.asking import answer, page_of, way_or_404


@door(PROPOSE, purpose=CARE)
def contact(request: Asked, pk: UUID) -> HttpResponse:
    """How is the young person? Or: an attempt in vain."""
    youth = way_or_404(request, pk, door="youth_contact")
    left = last_exit(youth)
    if left is None or youth.placement.until is None:
        messages.warning(request, _("This person is in care: contacts come after leaving."))
        return redirect(page_of(youth.person))
    made = contacts_of(youth)
    due = contact_due(left.on, (c.months for c in made if c.reached), rhythm())
    form = ContactForm(request.POST or None)
    return answer(
        request, form, lambda: _recorded(request, youth, form), person=youth.person,
        title=_("Contact after leaving"), template="leaving/contact.html", left=left,
        contacts=made[:6], due=due, youth=youth,
    )  # fmt: skip


def _recorded(request: Asked, youth: Way, form: ContactForm) -> str:
    row = actions.record_contact(youth, by=request.user, contact=form.contact())
    done = _("The contact is recorded.") if row.reached else _("The attempt is recorded.")
    messages.success(request, done)
    return page_of(youth.person)


@door(PROPOSE, purpose=CARE)
def support(request: Asked, pk: UUID) -> HttpResponse:
    """Help after leaving."""
    youth = way_or_404(request, pk, door="youth_support")
    form = SupportForm(request.POST or None, initial={"since": timezone.localdate()})
    return answer(
        request, form, lambda: _helped(request, youth, form), person=youth.person,
        title=_("Help after leaving"),
    )  # fmt: skip


def _helped(request: Asked, youth: Way, form: SupportForm) -> str:
    actions.give_support(youth, by=request.user, **form.values())
    messages.success(request, _("The help is recorded."))
    return page_of(youth.person)


@door(SETTINGS, purpose=CARE)
def settings(request: Asked) -> HttpResponse:
    """The office's rhythm and ages."""
    now = rhythm()
    initial = {**vars_of(now), "months": ", ".join(str(m) for m in now.months)}
    form = RhythmForm(request.POST or None, initial=initial)
    if request.method == "POST" and (url := run(form, lambda: _set(request, form))):
        return redirect(url)
    return render(request, "leaving/rhythm.html", {"form": form})


def vars_of(now: object) -> dict[str, object]:
    return {name: getattr(now, name) for name in ("attempts", "channels", "house_age",
                                                  "leaving_age", "ahead")}  # fmt: skip


def _set(request: Asked, form: RhythmForm) -> str:
    actions.set_rhythm(form.rhythm(), by=request.user)
    messages.success(request, _("The rhythm is set; it holds from now on."))
    return reverse("aftercare")
