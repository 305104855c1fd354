"""Which rows an account should meet: from the frozen table and from where each row lies.

Read once as plain rows before anything is asked. Who is named in a report, and whose case it is,
is said here a second time.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from bench.proofs.filling import kinds
from bench.proofs.policy import Policy
from bench.proofs.told import named
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.records.models import Change, Record
from kinkeeper.mission.protection import models as m

CODED = {"code", "reference"}
OF_REPORT = {m.ReportMessage: "report_id", m.ReportPicture: "report_id", m.Report: "id"}
OF_CONCERN = {m.ConcernMessage: "concern_id", m.ConcernEntry: "concern_id",
              m.ConcernPicture: "concern_id", m.Concern: "id"}  # fmt: skip
OF_CASE = {m.Case: "id", m.CaseReport: "case_id", m.CaseChild: "case_id", m.CaseEntry: "case_id",
           m.Referral: "case_id", m.Opening: "case_id"}  # fmt: skip
OF_SUBJECT = {Stage: "subject", Proposal: "subject"}
DECIDE = ("protection.decide", "protection")


class Reached:
    """Where every row of the world lies."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.models = {model.about.kind: model for model in kinds()}
        self.places: dict[type[Record], dict[UUID, set[str]]] = {}
        self.projects: dict[type[Record], dict[UUID, set[UUID]]] = {}
        self.kinds: dict[str, type[Record]] = {}
        self.codes: dict[str, tuple[type[Record], UUID]] = {}
        self.subjects: dict[UUID, UUID] = {}
        self.workers = dict(m.Case.objects.values_list("pk", "worker"))
        self.named = named()
        rows = list(m.Opening.objects.values_list("pk", "case", "account"))
        self.opened = {(pk, account) for opening, case, account in rows for pk in (opening, case)}
        for model in self.models.values():
            self._read(model)
        self._codes = re.compile("|".join(map(re.escape, self.codes)) or "(?!)")

    def _read(self, model: type[Record]) -> None:
        about = self.policy.table["kinds"].get(model.about.kind)
        if about is None or about["place"] is None:
            return
        lies = self.places.setdefault(model, defaultdict(set))
        way = "path" if about["place"] == "id" else f"{about['place']}__path"
        for pk, path in _pairs(model, way if about["place"] else "pk"):
            lies[pk].add(str(path or "") if about["place"] else "")
            if about["place"] and about["place"] != "id":  # places are everybody's
                self.kinds[str(pk)] = model
        if about["project"]:
            of = self.projects.setdefault(model, defaultdict(set))
            for pk, project in _pairs(model, about["project"]):
                of[pk].add(project)
        if about["place"]:
            self._read_codes(model)
        for group in (OF_REPORT, OF_CONCERN, OF_CASE, OF_SUBJECT):
            if model in group:
                self.subjects |= dict(_pairs(model, group[model]))

    def _read_codes(self, model: type[Record]) -> None:
        for name in CODED & {f.name for f in model._meta.concrete_fields if f.unique}:
            if model.about.kind != "projects.project":
                rows = model._default_manager.values_list(name, "pk")
                self.codes |= {c: (model, pk) for c, pk in rows if c and len(str(c)) > 5}

    def kind_of(self, pk: str) -> type[Record] | None:
        return self.kinds.get(pk)

    def codes_in(self, text: str) -> Iterator[tuple[type[Record], str]]:
        for code in set(self._codes.findall(text)):
            model, pk = self.codes[code]
            yield model, str(pk)

    def meets_id(self, account: Account | None, model: type[Record], pk: str) -> bool:
        return self.meets(account, model, UUID(pk))

    def meets(self, account: Account | None, model: Any, pk: UUID) -> bool:
        """For any purpose."""
        about = self.policy.table["kinds"].get(getattr(getattr(model, "about", None), "kind", ""))
        if about is None:
            return True
        if account is not None and (pk, account.pk) in self.opened:  # parts of a case, for a time
            return True
        if about["place"] == "" and not about["project"]:  # of the whole association
            reach = (self.policy.reach(account, about["read"], p) for p in self.policy.purposes())
            return not all(r.nowhere for r in reach)
        return any(self.reads(account, model, pk, about["read"], p) for p in self.policy.purposes())

    def reads(
        self, account: Account | None, model: Any, pk: UUID, capability: str, purpose: str
    ) -> bool:
        reach = self.policy.reach(account, capability, purpose)
        if account is None or reach.nowhere or self._left_out(account, model, pk):
            return False
        lies = self.places.get(model, {}).get(pk)
        if lies is None:  # it was not there when the world was read
            return True
        return reach.holds(lies, self.projects.get(model, {}).get(pk, ()))

    def _left_out(self, account: Account, model: Any, pk: UUID) -> bool:
        subject = self.subjects.get(pk)
        if subject is None or model not in {*OF_REPORT, *OF_CONCERN, *OF_CASE, *OF_SUBJECT}:
            return False
        if subject in self.named.get(account.pk, set()):
            return True
        worker = self.workers.get(subject)
        decides = self.policy.passes(account, DECIDE)
        return subject in self.workers and not decides and worker not in {None, account.pk}

    def may_write(self, account: Account, change: Change) -> bool:
        """Where a row lies that somebody changed, after the change."""
        about, model = self.policy.table["kinds"].get(change.kind), self.models.get(change.kind)
        if about is None or model is None or about["place"] is None:
            return True
        lies, of = self._lies_now(model, change.record, about)
        if not self._held_before(account, model, change, about):
            return False
        for purpose in self.policy.purposes():
            reach = self.policy.reach(account, about["write"], purpose)
            if reach.holds(lies, of) and not self._left_out(account, model, change.record):
                return True
        return False

    def _held_before(self, account: Account, model: Any, change: Change, about: Any) -> bool:
        """Where it lay when the world was read: a row is not fetched from elsewhere."""
        lay = self.places.get(model, {}).get(change.record)
        if lay is None:
            return True
        of = self.projects.get(model, {}).get(change.record, set())
        reaches = (self.policy.reach(account, about["write"], p) for p in self.policy.purposes())
        return any(reach.holds(lay, of) for reach in reaches)

    def _lies_now(self, model: Any, pk: UUID, about: Any) -> tuple[set[str], set[UUID]]:
        row = model._default_manager.filter(pk=pk)
        way = "path" if about["place"] == "id" else f"{about['place']}__path"
        lies = set(row.values_list(way, flat=True)) if about["place"] else {""}
        of = set(row.values_list(about["project"], flat=True)) if about["project"] else set()
        return {p for p in lies if p is not None}, of


def _pairs(model: type[Record], way: str) -> Iterator[tuple[UUID, Any]]:
    return model._default_manager.order_by().values_list("pk", way).distinct().iterator()
