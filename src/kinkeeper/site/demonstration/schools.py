"""School and daycare in Sanankoroba and Socoura: four school years of children in care and of
families in the same classes, with results, examinations, drop-outs, calls of the last weeks, and a
daycare group with the signing of today. All invented."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.models import Stage
from kinkeeper.mission.education.levels import DAYCARE, LEVELS, NURSERY, SECONDARY
from kinkeeper.mission.education.models import (
    ClassCall,
    Collector,
    DaycareDay,
    Enrolment,
    ExamResult,
    Facility,
    FacilityState,
    SchoolClass,
    SchoolYear,
    TermResult,
)
from kinkeeper.mission.education.rules import PROCESS
from kinkeeper.mission.people.models import Person
from kinkeeper.site.demonstration.cast import SANANKOROBA, SOCOURA, Setting
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.telling import Telling
from kinkeeper.site.demonstration.villages.facts import FLIGHT, HOME
from kinkeeper.site.demonstration.villages.telling import Narrator

YEARS, CALL_DAYS, DAYCARE_DAYS = 4, 10, 5
WAY = [*(c for c in LEVELS if c in {"ps", "ms", "gs"}), *(f"f{n}" for n in range(1, 10)),
       "s10", "s11", "s12"]  # fmt: skip
OF_CARE, OF_FAMILIES = {SANANKOROBA: 30, SOCOURA: 30}, {SANANKOROBA: 70, SOCOURA: 8}
TEACHERS = {SANANKOROBA: "bintou", SOCOURA: "sekou"}
REDUCED = "Quatre enseignants restés par choix."
WHY = ("work", "fees", "household", "far")


@dataclass(frozen=True)
class Pupil:
    """A child with the days between which it can sit in a class."""

    person: Person
    born: date
    since: date
    until: date


@dataclass
class Grounds:
    """The schools of one place, and who writes for them."""

    place: Place
    worker: Account
    decider: Account
    teacher: Account
    facilities: dict[str, Facility]
    classes: dict[tuple[date, str], SchoolClass] = field(default_factory=dict)
    now: dict[SchoolClass, list[Enrolment]] = field(default_factory=dict)

    def of(self, level: str) -> Facility | None:
        stage = LEVELS[level].stage
        kind = stage if stage in {NURSERY, SECONDARY, DAYCARE} else "school"
        return self.facilities.get(kind)


@dataclass
class Schools:
    setting: Setting
    diary: Diary
    years: list[SchoolYear]

    @property
    def rng(self) -> Random:
        return self.diary.rng

    def tell_place(self, key: str, pupils: Iterable[Pupil]) -> Grounds:
        grounds = self._grounds(key)
        for pupil in pupils:
            self._grow(grounds, pupil)
        self._call(grounds)
        return grounds

    def _grounds(self, key: str) -> Grounds:
        place, decider = self.setting.communes[key], self.setting.decider_of(key)
        opened = date(1998, 10, 5) if key == SOCOURA else date(1990, 10, 1)
        named = {NURSERY: ("nursery", "Jardin d’enfants SOS"),
                 "school": ("school", "École fondamentale SOS")}  # fmt: skip
        if key == SANANKOROBA:
            named |= {SECONDARY: ("school", "Lycée SOS"),
                      DAYCARE: ("daycare", "Garderie du centre social")}  # fmt: skip
        facilities = {}
        for code, (kind, name) in named.items():
            facility = Facility(
                name=name, kind=kind, sector="private", own=True, place=place, invented=True,
                closes_at=time(17, 30) if kind == "daycare" else None,
            )  # fmt: skip
            self.diary.tell(facility, on=opened, by=decider, late=0)
            self._open(facility, opened + timedelta(days=1), decider, fled=key == SOCOURA)
            facilities[code] = facility
        teacher = self.setting.accounts[TEACHERS[key]]
        return Grounds(place, self.setting.worker_of(key), decider, teacher, facilities)

    def _open(self, facility: Facility, since: date, by: Account, *, fled: bool) -> None:
        ways = [("open", since, "")]
        if fled:
            ways += [("reduced", FLIGHT, REDUCED), ("open", HOME, "")]
        last: FacilityState | None = None
        for state, begun, why in ways:
            if last:
                self.diary.tell(last, on=begun, by=by, late=0, until=begun)
            last = FacilityState(facility=facility, state=state, since=begun, why=why)
            self.diary.tell(last, on=begun, by=by, late=0)

    def _class(self, grounds: Grounds, year: SchoolYear, level: str) -> SchoolClass | None:
        facility = grounds.of(level)
        if facility is None:
            return None
        key = (year.since, level)
        if key not in grounds.classes:
            name = {"ps": "Petite section", "ms": "Moyenne section", "gs": "Grande section",
                    "creche": "Petits"}.get(level, f"{level[1:]} A")  # fmt: skip
            found = SchoolClass(
                facility=facility, year=year, level=level, name=name, places=45,
                teacher=grounds.teacher,
            )  # fmt: skip
            self.diary.tell(found, on=year.since - timedelta(9), by=grounds.decider, late=0)
            grounds.classes[key] = found
        return grounds.classes[key]

    def _grow(self, grounds: Grounds, pupil: Pupil) -> None:
        """Year after year: up, once more, or gone."""
        lag, at, before = self.rng.choice((0, 0, 0, 1, 1, 2)), -1, ""
        for year in self.years:
            age = (year.since - pupil.born).days // 365
            if not (pupil.since < year.since < pupil.until) or age < 3:
                continue
            if at < 0:
                at = age - 3 if age < 6 else max(3, age - 3 - lag)
            if at >= len(WAY) or (before == "dropped_out" and self.rng.random() < 0.5):
                return
            into = self._class(grounds, year, WAY[at])
            if into is None:
                return
            before = self._sit(grounds, pupil, into, repeats=before == "repeats")
            at += before in {"promoted", "graduated"}

    def _sit(self, grounds: Grounds, pupil: Pupil, into: SchoolClass, *, repeats: bool) -> str:
        """One year in a class; how it ended, "" while it goes on."""
        year, worker = into.year, grounds.worker
        found = Enrolment(
            person=pupil.person, school_class=into, called=str(pupil.person), asked_on=year.since,
            since=year.since, papers="in_hand", repeats="yes" if repeats else "no",
            number=str(self.rng.randrange(1000, 9999)),
        )  # fmt: skip
        self.diary.tell(found, on=year.since, by=worker, late=0)
        stage = self._stand(grounds, found, "attending", "carry_on", year.since)
        ends = self._end_of(into)
        if ends == "":
            grounds.now.setdefault(into, []).append(found)
            return ""
        self._results(grounds, found, into, well=ends != "repeats")
        self._leave(grounds, found, stage, ends)
        return ends

    def _end_of(self, into: SchoolClass) -> str:
        if into.year.until >= self.diary.today:
            return ""
        if LEVELS[into.level].stage == NURSERY:
            return "promoted"
        ends = self.rng.choices(("promoted", "repeats", "dropped_out"), (81, 16, 3))[0]
        return "graduated" if into.level == "s12" and ends == "promoted" else ends

    def _leave(self, grounds: Grounds, found: Enrolment, stage: Stage, ends: str) -> None:
        gone = ends == "dropped_out"
        year = found.school_class.year
        on = year.first_term_until + timedelta(40) if gone else year.until
        why = self.rng.choice(WHY) if gone else ends
        self.diary.tell(found, on=on, by=grounds.worker, late=1, until=on, outcome=ends, why=why)
        self.diary.tell(stage, on=on, by=grounds.worker, late=1, until=on)
        state, verb = ("dropped_out", "drop_out") if gone else ("finished", "finish")
        self._stand(grounds, found, state, verb, on, reason=why)

    def _stand(
        self, grounds: Grounds, found: Enrolment, state: str, verb: str, on: date, *,
        reason: str = "", due: int = 0, by: Account | None = None,
    ) -> Stage:  # fmt: skip
        stage = Stage(
            process=PROCESS, subject=found.pk, place=grounds.place, state=state, since=on,
            verb=verb, reason=reason, decided_by=by or grounds.worker,
            due_on=on + timedelta(due) if due else None,
        )  # fmt: skip
        self.diary.tell(stage, on=on, by=by or grounds.worker, late=1)
        return stage

    def _results(
        self, grounds: Grounds, found: Enrolment, into: SchoolClass, *, well: bool
    ) -> None:
        level, year = LEVELS[into.level], into.year
        if not level.out_of:
            return
        mean = self.rng.gauss(0.62 if well else 0.41, 0.08)
        for term, end in enumerate((year.first_term_until, year.second_term_until, year.until), 1):
            points = min(0.95, max(0.15, self.rng.gauss(mean, 0.05))) * level.out_of
            row = TermResult(
                enrolment=found, term=term, average=Decimal(f"{points:.2f}"), out_of=level.out_of
            )
            self.diary.tell(row, on=end, by=grounds.teacher, late=0)
        if level.exam:
            outcome = "admitted" if well else "failed"
            sat = ExamResult(enrolment=found, exam=level.exam, on=year.until, outcome=outcome)
            self.diary.tell(sat, on=year.until, by=grounds.teacher, late=0)

    def _call(self, grounds: Grounds) -> None:
        """The last school days before today, today not yet. One child has been away for a week."""
        lost = next((rows[0] for rows in grounds.now.values() if len(rows) > 3), None)
        for into, pupils in grounds.now.items():
            if into.level == "creche":
                continue
            for n, on in enumerate(school_days(self.diary.today, CALL_DAYS)):
                marks = {str(p.pk): self._mark(p, lost, n) for p in pupils}
                row = ClassCall(school_class=into, on=on, marks=marks)
                self.diary.tell(row, on=on, by=grounds.teacher, late=0)

    def _mark(self, pupil: Enrolment, lost: Enrolment | None, n: int) -> str:
        if pupil is lost and n >= CALL_DAYS - 6:
            return "absent"
        marks = ("present", "absent", "excused", "late")
        return self.rng.choices(marks, (92, 4, 2, 2))[0]

    def tell_daycare(self, grounds: Grounds, pupils: Iterable[Pupil]) -> None:
        """A group with those who may fetch each child; seven are there this morning."""
        group = self._class(grounds, self.years[-1], "creche")
        if group is None:
            return
        for n, pupil in enumerate(pupils):
            found = Enrolment(
                person=pupil.person, school_class=group, called=str(pupil.person), daycare=True,
                asked_on=group.year.since, since=group.year.since, papers="in_hand",
            )  # fmt: skip
            self.diary.tell(found, on=group.year.since, by=grounds.worker, late=0)
            self._stand(grounds, found, "attending", "carry_on", group.year.since)
            known = self._collectors(grounds, found)
            days = [*school_days(self.diary.today, DAYCARE_DAYS), self.diary.today]
            for on in days:
                if on < self.diary.today or n < 7:
                    self._sign(grounds, found, known, on)

    def _collectors(self, grounds: Grounds, found: Enrolment) -> list[Collector]:
        surname = found.person.family_name
        names = self.rng.sample(("Aminata", "Kadiatou", "Ramata", "Issa", "Modibo", "Djeneba"), 2)
        rows = [
            Collector(enrolment=found, name=f"{given} {surname}", since=found.asked_on,
                      phone=f"70 00 {self.rng.randrange(10, 99)} {self.rng.randrange(10, 99)}")
            for given in names
        ]  # fmt: skip
        for row in rows:
            self.diary.tell(row, on=found.asked_on, by=grounds.worker, late=1)
        return rows

    def _sign(self, grounds: Grounds, found: Enrolment, known: list[Collector], on: date) -> None:
        """Today's children are still there; none was brought later than it is now."""
        came = time(7, self.rng.randrange(5, 55))
        row = DaycareDay(
            enrolment=found, on=on, brought_by=known[0].name,
            in_at=came if on < self.diary.today else not_yet_to_come(came),
        )  # fmt: skip
        if on < self.diary.today:
            row.out_at = time(16, self.rng.randrange(0, 59))
            row.fetched_by = self.rng.choice(known)
        self.diary.tell(row, on=on, by=grounds.teacher, late=0)

    def tell_this_week(self, grounds: Grounds, pupils: list[Pupil]) -> None:
        """A child that fled, without papers; a place asked for; a drop-out of this month."""
        today, worker = self.diary.today, grounds.worker
        fled, asks = pupils[0], pupils[1]
        year = self.years[-1]
        into = self._class(grounds, year, "f4")
        if into is None or not year.since < today - timedelta(30) < year.until:
            return
        on = today - timedelta(30)
        found = Enrolment(
            person=fled.person, school_class=into, called=str(fled.person), asked_on=on, since=on,
            papers="to_follow", papers_by=today + timedelta(10), displaced=True,
            declared_by="le tuteur qui accueille la famille",
        )  # fmt: skip
        self.diary.tell(found, on=on, by=worker, late=0)
        self._stand(grounds, found, "attending", "enter_displaced", on)
        asked = today - timedelta(3)
        place = Enrolment(
            person=asks.person, school_class=into, called=str(asks.person), asked_on=asked
        )
        self.diary.tell(place, on=asked, by=worker, late=0)
        self._stand(grounds, place, "applied", "apply", asked, due=7)


def school_days(today: date, count: int) -> list[date]:
    """The last school days before a day, oldest first."""
    days = (today - timedelta(n) for n in range(1, count * 2 + 4))
    return sorted([d for d in days if d.weekday() < 5][:count])


def school_years(today: date) -> list[SchoolYear]:
    last = today.year if (today.month, today.day) >= (10, 10) else today.year - 1
    return [_year(first) for first in range(last - YEARS + 1, last + 1)]


def _year(first: int) -> SchoolYear:
    return SchoolYear(
        name=f"{first}-{first + 1}", since=date(first, 10, 1),
        first_term_until=date(first, 12, 21), second_term_until=date(first + 1, 3, 29),
        until=date(first + 1, 6, 28),
    )  # fmt: skip


def of_care(narrator: Narrator, key: str) -> Iterator[Pupil]:
    for child in narrator.children:
        if child.grounds.site.key == key:
            until = min(child.left or date.max, child.life.leaves)
            yield Pupil(child.person, child.life.born, child.placement.since, until)


def of_families(stories: Iterable[Telling], places: Iterable[Place]) -> Iterator[Pupil]:
    wanted = {place.pk for place in places}
    for story in stories:
        if story.place.pk in wanted:
            for child in story.house.children:
                if child.birth_date:
                    known = story.fate.entry + timedelta(120)
                    yield Pupil(child, child.birth_date, known, date.max)


def tell_schools(
    setting: Setting, diary: Diary, stories: list[Telling], narrator: Narrator
) -> None:
    """Called after the villages: who lives where is known then."""
    years = school_years(diary.today)
    for year in years:
        early = year.since - timedelta(30)
        diary.tell(year, on=early, by=setting.accounts["mariam"], late=0)
    schools = Schools(setting, diary, years)
    for key in (SANANKOROBA, SOCOURA):
        care = _of_age(of_care(narrator, key), years, OF_CARE[key], diary.rng)
        places = setting.localities[key]
        family = _of_age(of_families(stories, places), years, OF_FAMILIES[key] + 2, diary.rng)
        grounds = schools.tell_place(key, [*care, *family[2:]])
        if key == SANANKOROBA:
            schools.tell_this_week(grounds, family[:2])
            schools.tell_daycare(grounds, _small(of_families(stories, places), diary.today))


def _of_age(
    pupils: Iterable[Pupil], years: list[SchoolYear], most: int, rng: Random
) -> list[Pupil]:
    """Who can sit in a class this year, most of them near the sixth year, so that one is full."""
    now = years[-1].since
    found = [
        p for p in pupils if p.since < now < p.until and 4 <= (now - p.born).days / 365 < 19
    ]  # fmt: skip
    rng.shuffle(found)
    return sorted(found[: most * 2], key=lambda p: abs((now - p.born).days / 365 - 11.5))[:most]


def _small(pupils: Iterable[Pupil], today: date) -> list[Pupil]:
    found = [p for p in pupils if 0.8 <= (today - p.born).days / 365 < 3.5 and p.since < today]
    return found[:12]


def not_yet_to_come(usual: time) -> time:
    """The usual time, or this minute where the demonstration is built earlier in the day."""
    return min(usual, timezone.localtime().time().replace(second=0, microsecond=0))
