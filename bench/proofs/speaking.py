"""What somebody who knows the programme would tell an operation: ids of rows that lie near, today,
a reason that the step knows."""

import random
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Q
from django.utils import timezone

from bench.proofs.bodies import resolved, schema_of
from bench.proofs.filling import kinds, rows_in
from bench.proofs.objects import Found
from bench.proofs.routes import Route
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.table import Transition
from kinkeeper.mission.admission.models import Admission, AdmissionChild
from kinkeeper.mission.education.models import SchoolClass
from kinkeeper.mission.education.queries import pupils_on
from kinkeeper.mission.people.models import Family, Membership, Person

ITEMS = tuple(f"{domain}{number}" for domain in "ABCDEFG" for number in (1, 2, 3))
SAME = {
    "sleeps_in": "house", "visitor": "account", "assessor": "account", "follower": "account",
    "worker": "account", "belongs_to": "village", "children": "person", "members": "person",
    "schoolclass": "schoolclass", "sent_to": "centre", "mother": "person",
    "others": "person",
}  # fmt: skip
"""Fields whose name is not that of the kind they name."""
DAYS = frozenset({"on", "since", "held_on", "until", "born"})  # where a day is read as it is said
BODIES: dict[str, dict[str, Any]] = {
    "/api/care/person/{pk}/propose_split": {
        "contact_plan": "Visite chaque mois, appel chaque semaine.", "review_on": "today",
    },
    "/api/admissions/{pk}/voices": {"view": "Je veux rester avec ma tante.", "view_form": "spoken"},
    "/api/admissions/{pk}/options": {
        "options": {
            kind: {"verdict": "best" if kind == "sos_family" else "no", "why": "Preuve"}
            for kind in ("family", "kinship", "kafala", "foster", "sos_family", "specialised")
        }
    },
    "/api/community/structure/{pk}/count_members": {"counts": {"F": {"18+": 1}}, "total": 1},
    "/api/community/structure/{pk}/record_gathering": {
        "counts": {"F": {"18+": 3}}, "total": 3, "said": 3, "people": 3, "own_xof": 0,
    },
    "/api/community/structure/{pk}/assess_capacity": {
        "questionnaire": "", "counts": None, "agreed_by": "Le bureau",
        "scores": dict.fromkeys(ITEMS, 2),
        "evidence": dict.fromkeys(ITEMS, "Preuve"),
    },
    "/api/community/structure/{pk}/set_sharing_rule": {
        "families": 50, "upkeep": 30, "producers": 20,
    },
    "/api/community/family/{pk}/record_money": {
        "questionnaire": "", "income": {"trade": 5000}, "spending": {"food": 4000},
    },
    "/api/people/{pk}/measurements": {
        "weight": 12.1, "lenhei": 88, "muac_mm": 140, "position": "h", "oedema": "0", "sure": [],
    },
    "/api/people/{pk}/vaccinations": {
        "doses": [{"vaccine": "bcg", "number": 1}], "source": "card",
    },
    "/api/consultations/{pk}/arrived": {"on": "today"},
    "/api/people/{pk}/functioning": {"answers": {"seeing": 1}},
    "/api/youth/{pk}/plan": {"own_view": "Je veux apprendre la couture et louer une chambre."},
    "/api/protection/reports/{pk}/triage": {
        "risk": "high", "safety": "Preuve", "kinds": ["fgm"], "asked_who": True, "named": [],
    },
    "/api/protection/reports/{pk}/open_case": {"basis": "consent", "basis_note": "Preuve"},
}  # fmt: skip
"""What only somebody who knows the sheet would say."""
QUERIES = {
    "/api/food/areas": "?season=lean&year=2026",
    "/api/field/piece": f"?id={uuid4()}&size=8&at=0",
}
LAPS = 4
"""What is asked for; the same as a proposal; all that may be said; all of it, as a proposal."""


class Speaker:
    """Chooses by chance, the same each time."""

    def __init__(self, areas: dict[str, list[Place]]) -> None:
        self.areas = areas
        self.named: dict[str, Any] = {m._meta.model_name or "": m for m in kinds()}
        self.named["account"] = Account
        self.random = random.Random(2003)
        self.area, self.room = "own", ""
        self.near: dict[Any, list[Any]] = {}

    def body(self, route: Route, step: Transition | None, area: str, lap: int, found: Found) -> Any:
        self.area, self.room = area, (route.door or ("",))[0].split(".")[0]
        self.near = near(found)
        schema = schema_of(route)
        body = self._said("", schema, every=lap > 1)
        if not isinstance(body, dict):
            return body
        properties = resolved(schema).get("properties", {})
        more: dict[str, Any] = {
            "propose": lap % 2 == 1,
            "note": "Preuve",
            "criteria": [],
            "diagnoses": [],
        }
        if step is not None:
            more["reason"] = step.reasons[0][0] if step.reasons else ""
        if route.path in FROM_THE_ROW:
            more |= FROM_THE_ROW[route.path](found.rows[0][1])
        told = body | {k: v for k, v in more.items() if k in properties}
        return told | {k: self._fresh(v) for k, v in BODIES.get(route.path, {}).items()}

    def _fresh(self, value: Any) -> Any:
        return timezone.localdate().isoformat() if value == "today" else value

    def _said(self, name: str, schema: Any, *, every: bool) -> Any:
        schema = resolved(schema)
        for choice in ("anyOf", "oneOf", "allOf"):
            if choice in schema:
                some = [s for s in schema[choice] if s.get("type") != "null"]
                return self._said(name, some[0], every=every) if some else None
        if "const" in schema or "enum" in schema:
            return schema["const"] if "const" in schema else self.random.choice(schema["enum"])
        if schema.get("type") == "object" or "properties" in schema:
            properties = schema.get("properties", {})
            wanted = properties if every else schema.get("required", [])
            return {n: self._said(n, properties[n], every=every) for n in wanted}
        if schema.get("type") == "array":
            return [self._said(name, schema.get("items", {}), every=every)]
        return self._plain(name, schema)

    def _plain(self, name: str, schema: Any) -> Any:
        kind = schema.get("type")
        if kind in {"integer", "number"}:
            return max(1, schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)
        if kind == "boolean":
            return self.random.random() < 0.5
        made = {
            "uuid": lambda: self._id(name), "date": lambda: timezone.localdate().isoformat(),
            "date-time": lambda: timezone.now().isoformat(),
        }.get(schema.get("format", ""))  # fmt: skip
        return made() if made else self._text(name, schema)

    def _text(self, name: str, schema: Any) -> str:
        if pattern := schema.get("pattern"):
            return str(self.random.choice(options(pattern)))
        if name in DAYS:
            return timezone.localdate().strftime("%d/%m/%Y")
        if codes := self._codes(name):
            return str(self.random.choice(codes))
        return "Preuve"[: schema.get("maxLength", 100)].ljust(schema.get("minLength", 0), "x")

    def _codes(self, name: str) -> list[str]:
        """Choices of a field of this name in the room that answers."""
        found: list[str] = []
        for model in kinds():
            if model._meta.app_label == self.room or self.room in model.about.kind:
                found += [
                    str(v) for f in model._meta.concrete_fields if f.name == name
                    for v, _label in f.flatchoices if v not in (None, "")
                ]  # fmt: skip
        return found

    def _id(self, name: str) -> str:
        word = name.removesuffix("_id").replace("_", "")
        model = self.named.get(SAME.get(name, word))
        if model is None or name in {"form_id", "request_id", "id"}:
            return str(uuid4())
        if model not in self.near:
            self.near[model] = hanging(model, self.near)
        if self.near[model] and self.random.random() < 0.8:
            return str(self.random.choice(self.near[model]))
        return self._of_area(model)

    def _of_area(self, model: Any) -> str:
        if model is Account:
            rows = Account.objects.filter(email__endswith=f"-{self.area}@proof.invalid")
        elif model is Place:
            rows = Place.objects.filter(path__startswith=self.areas[self.area][0].path)
        else:
            rows = rows_in(model, self.areas[self.area])
        listed = list(rows.order_by("-pk").values_list("pk", flat=True)[:40])
        return str(self.random.choice(listed)) if listed else str(uuid4())


def call_of(pk: Any) -> dict[str, Any]:
    """Every pupil of the class was there, six weeks into its year."""
    school_class = SchoolClass.objects.get(pk=pk)
    on = min(school_class.year.since + timedelta(days=43), timezone.localdate())
    marks = {str(pupil.pk): "present" for pupil in pupils_on(school_class, on)}
    return {"on": on.isoformat(), "base": 0, "sure": True, "marks": marks}


FROM_THE_ROW = {"/api/classes/{pk}/calls": call_of}


def options(pattern: str) -> list[str]:
    """Words that a simple pattern accepts: alternatives, or one of a class of characters."""
    inner = pattern.strip("^$")
    if found := re.fullmatch(r"\[(.+?)\]\??", inner):
        first, *rest = found.group(1)
        return [first, ""] if inner.endswith("?") else [first, *rest[-1:]]
    return inner.strip("()").removesuffix(")?").split("|")


def hanging(model: Any, known: dict[Any, list[Any]]) -> list[Any]:
    """Rows of the kind that name a row that is known: a house of the village of the placement."""
    hung = Q(pk__in=[])
    for field in model._meta.concrete_fields:
        if (
            field.is_relation
            and known.get(field.related_model)
            and field.related_model is not Place
        ):
            hung |= Q(**{f"{field.attname}__in": known[field.related_model]})
    return list(model._default_manager.filter(hung).values_list("pk", flat=True)[:40])


def near(found: Found) -> dict[Any, list[Any]]:
    """Ids of what the row names, and of who belongs to a family."""
    known: dict[Any, list[Any]] = {}
    for model, pk in found.rows:
        known.setdefault(model, []).append(pk)
        row = model._default_manager.filter(pk=pk).first()
        for field in model._meta.concrete_fields if row else ():
            value = getattr(row, field.attname)
            if field.is_relation and value:
                known.setdefault(field.related_model, []).append(value)
    families = known.get(Family, [])
    members = list(Membership.objects.filter(family__in=families).values_list("person", flat=True))
    members += list(AdmissionChild.objects.filter(
        admission__in=known.get(Admission, [])
    ).values_list("person", flat=True))  # fmt: skip
    if members:
        known[Person] = members
    return known
