"""A quarter that may be reported on, a value entered in it, an expense."""

from bench.proofs.prepared.scene import Prepare, Ready, Scene
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.queries import state_in
from kinkeeper.mission.projects.actions import begin_period, enter_value
from kinkeeper.mission.projects.entered import Given
from kinkeeper.mission.projects.models import Indicator, Project, ReportingPeriod
from kinkeeper.mission.projects.process import PERIOD
from kinkeeper.mission.projects.rules import quarters

CODE, INDICATOR = "RECORDE", "P-4"


def _open(scene: Scene) -> ReportingPeriod:
    """A quarter of the project that nobody has closed."""
    project = Project.objects.get(code=CODE)
    for quarter in quarters(project.since, project.last_day):
        period = begin_period(project, quarter.code, by=scene.by, on=scene.ago(0))
        if state_in(PERIOD, period.pk) == "open":
            return period
    message = "every quarter is closed"
    raise LookupError(message)


def period(scene: Scene) -> Ready:
    return Ready({"code": CODE, "period": _open(scene).code})


def value(scene: Scene) -> Ready:
    said = {"numerator": 80, "denominator": 120, "sample": 120, "design": "random"}
    address = {"code": CODE, "period": _open(scene).code, "indicator": INDICATOR}
    return Ready(address, {"on": scene.today(), "source": "Enquête", **said})


def submit(scene: Scene) -> Ready:
    indicator = Indicator.objects.get(project__code=CODE, code=INDICATOR)
    found = enter_value(
        indicator, _open(scene), by=scene.people["monitor-whole"], told=Told(scene.ago(1)),
        given=Given(numerator=80, denominator=120, sample=120, design="random"), source="Enquête",
    )  # fmt: skip
    return Ready({"pk": str(found.pk)}, {"on": scene.today()})


def expense(scene: Scene) -> Ready:
    del scene
    paid = {"paid_on": "2019-03-01", "amount": "10.5", "currency": "EUR", "line": "Audit"}
    return Ready({"code": CODE}, paid)


PREPARED: dict[str, Prepare] = {
    "POST /api/projects/{code}/periods/{period}": period,
    "PUT /api/projects/{code}/periods/{period}/values/{indicator}": value,
    "POST /api/project-values/{pk}/submit": submit,
    "POST /api/projects/{code}/expenses": expense,
}
