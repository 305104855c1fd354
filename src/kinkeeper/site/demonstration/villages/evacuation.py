"""The evacuation of Socoura as those keep it who lead it: decisions, lists by household, convoys,
head-counts by name on the way out and home."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.models import Stage
from kinkeeper.mission.emergency.models import (
    CheckIn,
    Checkpoint,
    Concerned,
    Convoy,
    Line,
    Manifest,
    Movement,
)
from kinkeeper.mission.emergency.queries.counts import FIRST, LAST
from kinkeeper.mission.emergency.queries.manifests import in_order, sealed_rows
from kinkeeper.mission.emergency.rules import ARRIVAL, DEPARTURE, HOSPITAL, PRESENT, PROCESS, seal
from kinkeeper.site.demonstration.cast import KITA, SANANKOROBA, SOCOURA, Setting
from kinkeeper.site.demonstration.villages.facts import FLIGHT, HOME
from kinkeeper.site.demonstration.villages.flight import HOSTS
from kinkeeper.site.demonstration.villages.houses import Grounds
from kinkeeper.site.demonstration.villages.telling import Child, Narrator

ALERT, LISTED, LEFT = date(2012, 4, 2), date(2012, 4, 9), FLIGHT - timedelta(days=1)
LISTED_HOME, LEFT_HOME = date(2013, 7, 1), HOME - timedelta(days=1)
# state, verb, day, decided by, proposed by
STAGES = (
    ("alert", "alert", ALERT, "moussa", ""),
    ("decision_pending", "submit", date(2012, 4, 4), "moussa", ""),
    ("ordered", "order", date(2012, 4, 6), "mariam", "moussa"),
    ("manifest_frozen", "freeze", LISTED, "moussa", ""),
    ("departed", "depart", LEFT, "moussa", ""),
    ("arrived", "arrive", FLIGHT, "moussa", ""),
    ("settled", "settle", date(2012, 5, 15), "moussa", ""),
    ("return_assessed", "assess_return", date(2013, 6, 10), "moussa", ""),
    ("return_ordered", "order_return", date(2013, 6, 14), "mariam", "moussa"),
    ("return_frozen", "freeze_return", LISTED_HOME, "moussa", ""),
    ("returning", "depart_home", LEFT_HOME, "moussa", ""),
    ("returned", "return", HOME, "moussa", ""),
)
STAYED = (
    ("Boubacar Kassogué", "educator", "Garde l’école ouverte avec les collègues."),
    ("Aminata Tembely", "staff", "Garde le jardin d’enfants ouvert."),
    ("Oumar Guindo", "staff", "Gardien : veille sur les maisons."),
    ("Nènè Dicko", "staff", "Infirmière : les familles du quartier comptent sur elle."),
)
"""Many of the team chose to stay behind (published); these four are invented."""
NOT_IN_A_HOUSE = "–"


@dataclass(frozen=True)
class Stop:
    """Where and when everybody is counted."""

    kind: str
    at: Grounds
    on: date


@dataclass(frozen=True)
class Story:
    """What every part of the telling needs."""

    narrator: Narrator
    movement: Movement
    accounts: dict[str, Account]
    away: Sequence[Child]

    @property
    def home(self) -> Grounds:
        return self.narrator.villages[SOCOURA]

    def tell(self, record: object, on: date, by: str = "moussa", **values: object) -> None:
        account = self.accounts[by]
        self.narrator.diary.tell(record, on=on, by=account, late=0, **values)  # type: ignore[arg-type]

    def host_of(self, household: str) -> Grounds:
        """The first families went to Sanankoroba, the others to Kita."""
        known = list(dict.fromkeys(c.home.family.name for c in self.away))
        first = known.index(household) < HOSTS[SANANKOROBA] if household in known else True
        return self.narrator.villages[SANANKOROBA if first else KITA]


def tell_evacuation(
    narrator: Narrator, setting: Setting, movement: UUID, away: Sequence[Child]
) -> tuple[Story, list[Line]]:
    """movement: what the stays of the children name. Returns the names of the way out as well."""
    village = narrator.villages[SOCOURA].village
    told = Movement(
        id=movement, code=narrator.folk.code("E"), village=village, hazard="conflict",
        alerted_on=ALERT, threat="Des groupes armés tiennent le nord ; des tirs à Mopti.",
        sources="Préfecture de Mopti ; radio ; collègues de Gao",
        options="Rester ; évacuer les petits ; évacuer toutes les familles.",
        transport="Quatre autocars loués, deux véhicules du village ; caisse d’urgence.",
        authority_informed_on=date(2012, 4, 5), families_informed_on=date(2012, 4, 8),
    )  # fmt: skip
    story = Story(narrator, told, dict(setting.accounts), away)
    story.tell(told, ALERT)
    _concerned(story)
    _stages(story)
    out = _way(story, "out", LISTED, LEFT, FLIGHT)
    _way(story, "back", LISTED_HOME, LEFT_HOME, HOME)
    return story, out


def _concerned(story: Story) -> None:
    story.tell(Concerned(movement=story.movement, village=story.home.village, role="home"), ALERT)
    for key, families in HOSTS.items():
        village = story.narrator.villages[key].village
        host = Concerned(
            movement=story.movement, village=village, role="host", beds=families * 10,
            mothers=families, school_places=families * 8,
        )  # fmt: skip
        story.tell(host, date(2012, 4, 3))


def _stages(story: Story) -> None:
    ends = [on for _state, _verb, on, _by, _proposer in STAGES[1:]]
    for (state, verb, on, by, proposer), until in zip(STAGES, [*ends, None], strict=True):
        stage = Stage(
            process=PROCESS, subject=story.movement.pk, place=story.home.place, state=state,
            since=on, until=until, verb=verb, decided_by=story.accounts[by],
            proposed_by=story.accounts[proposer] if proposer else None,
        )  # fmt: skip
        story.tell(stage, on, by)


def _way(story: Story, leg: str, listed: date, left: date, arrived: date) -> list[Line]:
    manifest = Manifest(movement=story.movement, leg=leg)
    story.tell(manifest, listed)
    lines = sorted(_lines(story, manifest, listed), key=in_order)
    for number, line in enumerate(lines, start=1):
        line.number = number
        story.tell(line, listed)
    mark = seal(sealed_rows(lines))
    frozen_by = story.accounts["moussa"]
    story.tell(manifest, listed, frozen_on=listed, frozen_by=frozen_by, seal=mark)
    for grounds in _ends(story, leg)[0]:
        leaving = [x for x in lines if x.goes and _from(story, x, leg) is grounds]
        _count(story, manifest, Stop(DEPARTURE, grounds, left), leaving)
    for grounds in _ends(story, leg)[1]:
        coming = [x for x in lines if x.convoy and x.convoy.destination == grounds.village]
        _count(story, manifest, Stop(ARRIVAL, grounds, arrived), coming)
    return lines


def _ends(story: Story, leg: str) -> tuple[list[Grounds], list[Grounds]]:
    """Where a way begins, and where it leads."""
    hosts = [story.narrator.villages[key] for key in HOSTS]
    return ([story.home], hosts) if leg == "out" else (hosts, [story.home])


def _from(story: Story, line: Line, leg: str) -> Grounds:
    return story.home if leg == "out" else story.host_of(line.household)


def _lines(story: Story, manifest: Manifest, on: date) -> Iterable[Line]:
    """The families with all who live in them; on the way out also those who stay by choice."""
    convoys = _convoys(story, manifest, on)
    for child in story.away:
        household = child.home.family.name
        yield Line(
            manifest=manifest, person=child.person, placement=child.placement,
            name=str(child.person), role="child", household=household,
            convoy=convoys[story.host_of(household).site.key],
        )  # fmt: skip
    households = {child.home.family.pk for child in story.away}
    for served in story.home.served:
        if served.on(on) and served.family and served.family.pk in households:
            household = served.family.name
            yield Line(
                manifest=manifest, person=served.person, name=str(served.person),
                role=served.role, household=household,
                convoy=convoys[story.host_of(household).site.key],
            )  # fmt: skip
    for name, role, why in STAYED if manifest.leg == "out" else ():
        yield Line(
            manifest=manifest, name=name, role=role, household=NOT_IN_A_HOUSE, goes=False,
            why_stays=why,
        )  # fmt: skip


def _convoys(story: Story, manifest: Manifest, on: date) -> dict[str, Convoy]:
    """By host: one convoy to or from each."""
    found = {}
    for number, (key, families) in enumerate(HOSTS.items(), start=1):
        host = story.narrator.villages[key]
        to = host if manifest.leg == "out" else story.home
        found[key] = Convoy(
            manifest=manifest, name=f"Convoi {number}", destination=to.village,
            vehicles="deux autocars, un véhicule du village", seats=families * 13,
            leader="le chef de convoi", route="par Ségou" if key == SANANKOROBA else "par Bamako",
        )  # fmt: skip
        story.tell(found[key], on)
    return found


def _count(story: Story, manifest: Manifest, stop: Stop, lines: Sequence[Line]) -> None:
    """Everybody by name. One aunt falls ill on the way out and is counted in hospital."""
    leaving = stop.kind == DEPARTURE
    by = "moussa" if stop.at is story.home else "mariam"
    point = Checkpoint(
        manifest=manifest, kind=stop.kind, order=FIRST if leaving else LAST,
        name=f"{'Départ' if leaving else 'Arrivée'} : {stop.at.village.name}",
        village=stop.at.village, held_on=stop.on,
    )  # fmt: skip
    story.tell(point, stop.on, by)
    hour = datetime.combine(stop.on, time(7 if leaving else 16), UTC)
    aunts = [line for line in lines if line.role == "aunt"]
    ill = aunts[:1] if stop == Stop(ARRIVAL, story.narrator.villages[KITA], FLIGHT) else []
    for number, line in enumerate(lines):
        check_in = CheckIn(
            checkpoint=point, line=line, status=HOSPITAL if line in ill else PRESENT,
            at=hour + timedelta(seconds=20 * number), counted_by=story.accounts[by],
            note="Fièvre, hôpital de Bamako ; rejoint Kita." if line in ill else "",
        )  # fmt: skip
        story.tell(check_in, stop.on, by)
