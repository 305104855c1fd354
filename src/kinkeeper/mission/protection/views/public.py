"""The page where anybody tells, and where the receipt is used: no account, no cookie, no script.

Nothing of the visit is kept: no address, no time of day; the throttle counts in memory. Answers
are given at once in the answer to the form (a second address could be found in a history).
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from kinkeeper.ground.access.doors import open_to_all
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.actions import Heard
from kinkeeper.mission.protection.forms.telling import (
    MoreForm,
    PublicForm,
    ReceiptForm,
    WhereForm,
)
from kinkeeper.mission.protection.queries import area, areas, contacts_for
from kinkeeper.mission.protection.rules import spaced
from kinkeeper.mission.protection.throttle import TELLING

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@open_to_all
@csrf_exempt
def tell(request: HttpRequest, language: str = "") -> HttpResponse:
    """First danger and place; then whom to call here, and the form; then the receipt, once."""
    with translation.override(_language(language)):
        posted, problem = _posted(request)
        if problem:
            form = WhereForm(areas=areas())
            context = {"form": form, "problem": problem}
            return _page("tell", context, status=413)
        if posted is None or _from_elsewhere(request):
            return _page("tell", {"form": WhereForm(areas=areas())})
        return _told(request, posted) if "form_id" in posted else _where(posted)


def _where(posted: QueryDict) -> HttpResponse:
    first = WhereForm(posted, areas=areas())
    place = area(posted.get("place", ""))
    if not first.is_valid() or place is None:
        return _page("tell", {"form": first})
    form = PublicForm(initial=first.cleaned_data, areas=areas())
    return _story(form, place, danger=first.cleaned_data["danger"])


def _told(request: HttpRequest, posted: QueryDict) -> HttpResponse:
    form = PublicForm(posted, request.FILES, areas=areas())
    place = area(posted.get("place", ""))
    if place is None:
        return _where(posted)
    address = request.META.get("REMOTE_ADDR", "")
    if form.is_valid() and TELLING.is_shut(address):
        form.add_error(None, _("Very many reports came in. Wait an hour, or call a number above."))
    if form.is_valid():
        try:
            return _received(form, place, address)
        except ValidationError as error:
            form.take(error)
    return _story(form, place, danger=posted.get("danger", ""))


def _received(form: PublicForm, place: Any, address: str) -> HttpResponse:
    values = form.cleaned_data
    heard = Heard(
        place=place, story=form.told(), staff=values["staff"] == "yes", receipt=True,
        pictures=form.drawn(), pk=values["form_id"],
    )  # fmt: skip
    receipt = spaced(actions.tell(heard).receipt)
    TELLING.count(address)
    context = {"receipt": receipt, "contacts": contacts_for(place), "place": place}
    return _page("told", context)


def _story(form: PublicForm, place: Any, *, danger: str) -> HttpResponse:
    context = {"form": form, "place": place, "danger": danger, "contacts": contacts_for(place)}
    return _page("story", context)


@open_to_all
@csrf_exempt
def answer(request: HttpRequest, language: str = "") -> HttpResponse:
    """The receipt opens what the reporter may read, and a field to add something."""
    with translation.override(_language(language)):
        posted, problem = _posted(request)
        if posted is None or _from_elsewhere(request):
            return _page("receipt", {"form": ReceiptForm(), "problem": problem})
        form = ReceiptForm(posted)
        if not form.is_valid():
            return _page("receipt", {"form": form})
        return _followed(request, form, posted)


def _followed(request: HttpRequest, form: ReceiptForm, posted: QueryDict) -> HttpResponse:
    receipt, address = form.cleaned_data["receipt"], request.META.get("REMOTE_ADDR", "")
    more = MoreForm(posted if "text" in posted else None, initial={"receipt": receipt})
    try:
        if "text" in posted and more.is_valid() and not TELLING.is_shut(address):
            found = actions.add(receipt, more.cleaned_data["text"], address=address)
            TELLING.count(address)
            more = MoreForm(initial={"receipt": receipt})
        else:
            found = actions.follow(receipt, address=address)
    except ValidationError as error:
        return _refused(form, error)
    return _page("followed", {"found": found, "form": more})


def _refused(form: ReceiptForm, error: ValidationError) -> HttpResponse:
    form.add_error(None, error.messages)
    return _page("receipt", {"form": form})


def _posted(request: HttpRequest) -> tuple[QueryDict | None, str]:
    """What was sent; or, where it is far too much, what to do about it."""
    if request.method != "POST":
        return None, ""
    try:
        return request.POST, ""
    except RequestDataTooBig:
        return None, _("That was too much for one report. Tell it in fewer words, please.")


def _from_elsewhere(request: HttpRequest) -> bool:
    """A form on somebody else's page sends nothing here."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "cross-site"


def _language(language: str) -> str:
    return language if language in LANGUAGES else translation.get_language() or LANGUAGES[0]


def _page(name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Without the frame: it would show who is logged in on this machine."""
    shown = {"language": translation.get_language(), "languages": settings.LANGUAGES,
             "demonstration": settings.DEMONSTRATION, **context}  # fmt: skip
    return HttpResponse(render_to_string(f"protection/public/{name}.html", shown), status=status)
