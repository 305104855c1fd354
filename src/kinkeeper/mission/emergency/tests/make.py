"""A village with two SOS families, and an evacuation that walks its way, through the actions."""

from datetime import UTC, date, datetime, timedelta

from kinkeeper.ground.process.actions import Told
from kinkeeper.mission.care.actions import assign_carer
from kinkeeper.mission.care.queries import staying_in
from kinkeeper.mission.care.tests.make import a_child, a_family, a_house, a_village, placed
from kinkeeper.mission.emergency import actions
from kinkeeper.mission.emergency.actions import Given, Said
from kinkeeper.mission.emergency.models import Leg, Movement
from kinkeeper.mission.emergency.queries import (
    away_children,
    checkpoints_of,
    lines_of,
    manifest_of,
    state_of,
)

ALERT = date(2018, 4, 1)
CANARY = "PISTEROUGE-NIORO-7Q"


def told(day, reason="", note=""):
    return Told(day, reason, note)


class Walk:
    """Socoura, two families of two and three children with a mother each, host Sanankoroba."""

    def __init__(self, cast, stage):
        self.cast, self.stage = cast, stage
        self.moussa, self.mariam = cast.moussa, cast.mariam
        self.home = a_village(by=cast.mariam, place=stage.socoura)
        self.host = a_village(by=cast.mariam, place=stage.sanankoroba, name="Sanankoroba")
        self.placements = []
        for name, given in (("Famille Diarra", "Ali Bah"), ("Famille Koné", "Coumba Demba Eli")):
            self._family(name, given.split())
        self.guests = a_house(self.host, by=self.mariam, name="Accueil", form="host_beds", beds=9)
        self.movement: Movement | None = None

    def _family(self, name, given):
        family = a_family(self.home, by=self.moussa, name=name)
        mother = a_child(
            by=self.moussa, place=self.stage.socoura, given=f"Mère {name}", born=date(1970, 1, 1)
        )
        assign_carer(mother, by=self.moussa, role="mother", on=date(2012, 1, 1), family=family)
        for one in given:
            child = a_child(
                by=self.moussa, place=self.stage.socoura, given=one, born=date(2008, 5, 6)
            )
            self.placements.append(placed(child, family, by=self.moussa, on=date(2015, 3, 4)))

    @staticmethod
    def day(number):
        return ALERT + timedelta(days=number)

    @property
    def out(self):
        return manifest_of(self.movement, Leg.OUT)

    @property
    def back(self):
        return manifest_of(self.movement, Leg.BACK)

    def take(self, verb, number, *, by=None, reason="", **given):
        return actions.take_step(
            self.movement, verb, by=by or self.moussa, told=told(self.day(number), reason),
            given=Given(**given),
        )  # fmt: skip

    def propose(self, verb, number, **given):
        return actions.propose_step(
            self.movement, verb, by=self.moussa, told=told(self.day(number)), given=Given(**given)
        )

    def point(self, manifest, kind):
        return next(p for p in checkpoints_of(manifest) if p.kind == kind)

    def count(self, manifest, kind, number, *, but=(), by=None):
        point = self.point(manifest, kind)
        at = datetime.combine(self.day(number), datetime.min.time(), UTC) + timedelta(hours=9)
        said = [Said(x.pk, at=at) for x in lines_of(manifest) if x.goes and x.name not in but]
        return actions.check_in(point, said, by=by or self.moussa)

    def line(self, text, manifest=None):
        return next(x for x in lines_of(manifest or self.out) if text in x.name)

    def to(self, state):
        for name in ("alert", "pending", "ordered", "frozen", "departed", "arrived", "settled",
                     "assessed", "return_ordered", "return_frozen", "returning",
                     "returned"):  # fmt: skip
            getattr(self, f"make_{name}")()
            if state_of(self.movement) == state:
                return self.movement
        raise LookupError(state)

    def make_alert(self):
        self.movement = actions.give_alert(
            self.home, by=self.moussa, told=told(ALERT), hazard="conflict",
            threat="Combats à 40 km", sources="préfet, radio",
        )  # fmt: skip

    def make_pending(self):
        self.take("submit", 0, options="rester ; partir")

    def make_ordered(self):
        actions.name_host(
            self.movement, self.host, by=self.moussa, beds=9, mothers=2, school_places=9,
            on=self.day(0),
        )  # fmt: skip
        self.propose("order", 0, transport="deux cars", authority_informed_on=self.day(0))
        self.take("order", 1, by=self.mariam)

    def list_and_convoy(self, manifest, destination, number, seats=20):
        convoy = actions.form_convoy(
            manifest, by=self.moussa, on=self.day(number), name="Convoi 1",
            destination=destination, vehicles="deux cars", seats=seats, leader="Seydou",
            route=CANARY,
        )  # fmt: skip
        for household in {x.household for x in lines_of(manifest)}:
            actions.seat_household(
                manifest, household, by=self.moussa, on=self.day(number), convoy=convoy
            )
        return convoy

    def make_frozen(self):
        actions.list_village(self.out, by=self.moussa, on=self.day(1))
        actions.add_name(
            self.out, by=self.moussa, on=self.day(1), name="Issa, gardien", role="staff",
            goes=False, why_stays="garde l'école ouverte",
        )  # fmt: skip
        self.list_and_convoy(self.out, self.host, 1)
        self.take("freeze", 1, families_informed_on=self.day(1))

    def make_departed(self):
        self.count(self.out, "departure", 2)
        self.take("depart", 2)

    def make_arrived(self):
        self.count(self.out, "arrival", 3)
        self.take("arrive", 3)

    def make_settled(self):
        for household in ("Famille Diarra", "Famille Koné"):
            actions.settle_household(
                self.movement, household, by=self.mariam, on=self.day(5), house=self.guests,
                school="École de Sanankoroba", health_check_on=self.day(5),
            )  # fmt: skip
        self.take("settle", 6)

    def make_assessed(self):
        actions.assess_return(
            self.movement, by=self.moussa, held_on=self.day(400), security="calme",
            services="eau et école", mines_checked=True, safe=True,
        )  # fmt: skip
        for child in away_children(self.movement, self.day(400)):
            actions.hear_child(
                self.movement, child.line.person, by=self.moussa, asked_on=self.day(400),
                form="drawn", wish="return", words="ma maison",
            )  # fmt: skip
        self.take("assess_return", 401)

    def make_return_ordered(self):
        self.propose("order_return", 402)
        self.take("order_return", 403, by=self.mariam)

    def make_return_frozen(self):
        self.list_and_convoy(self.back, self.home, 404)
        self.take("freeze_return", 404)

    def make_returning(self):
        self.count(self.back, "departure", 405)
        self.take("depart_home", 405)

    def make_returned(self):
        self.count(self.back, "arrival", 406)
        self.take("return", 406)

    def staying(self, village, number):
        return {
            s.placement.person.given_name
            for s in staying_in(village, self.day(number), by=self.mariam)
        }
