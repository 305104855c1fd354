"""Invented families: who lives together, how old, whose child. Sizes and sexes are given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from kinkeeper.ground.places.models import Place
from kinkeeper.ground.text.codes import new_code
from kinkeeper.ground.text.dates import in_year
from kinkeeper.ground.text.names import given_names, surnames
from kinkeeper.mission.people.models import Family, KinLink, Membership, Person

DAYS_A_YEAR = 365.25
BIRTH_ACTS = ("in_hand", "declared", "none", "under_way")


@dataclass(frozen=True)
class Shape:
    """What a family should look like. second: sex of the second caregiver, "" for none."""

    girls: int
    boys: int
    second: str
    grandmother: bool


@dataclass
class Household:
    family: Family
    caregivers: list[Person]
    children: list[Person]
    members: list[Membership] = field(default_factory=list)
    links: list[KinLink] = field(default_factory=list)


def shapes(*, families: int, children: int, girls: int, men: int, rng: Random) -> list[Shape]:
    """So many families with exactly so many children, girls, and second caregivers.

    Every family has a woman; `men` of them have a man too, and a tenth of that a second woman.
    """
    sizes = _sizes(families, children, rng)
    sexes = ["F"] * girls + ["M"] * (children - girls)
    rng.shuffle(sexes)
    second = ["M"] * men + ["F"] * (men // 10) + [""] * (families - men - men // 10)
    rng.shuffle(second)
    found, at = [], 0
    for size, other in zip(sizes, second, strict=True):
        mine = sexes[at : at + size]
        at += size
        grandmother = other == "F" or (other == "" and rng.random() < 0.25)
        found.append(Shape(mine.count("F"), mine.count("M"), other, grandmother))
    return found


def _sizes(families: int, children: int, rng: Random) -> list[int]:
    sizes = [1] * families
    for _more in range(children - families):
        free = [i for i in rng.sample(range(families), min(3, families)) if sizes[i] < 11]
        sizes[min(free or [0], key=lambda i: sizes[i] + rng.random() * 4)] += 1
    return sizes


class Inventor:
    """Invents people; the same random source gives the same people (their codes apart)."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.codes: set[str] = set()

    def household(self, shape: Shape, place: Place, entry: date) -> Household:
        ages = self._ages(shape.girls + shape.boys)
        mother_at = ages[0] + self.rng.uniform(17, 27)
        first = self.rng.uniform(56, 74) if shape.grandmother else mother_at
        second = mother_at + (self.rng.uniform(1, 14) if shape.second == "M" else 0)
        woman = self._adult("F", place, entry, years=first)
        others = [self._adult(shape.second, place, entry, years=second)] if shape.second else []
        name = (others[0] if others and others[0].sex == "M" else woman).family_name
        family = Family(
            code=self.code("F"), name=name, place=place,
            kind=_kind(shape), invented=True,
        )  # fmt: skip
        children = [
            self._child(sex, family, woman, entry, shape, years=years)
            for sex, years in zip(self._sexes(shape), ages, strict=True)
        ]
        household = Household(family, [woman, *others], children)
        household.members = list(self._members(household, entry, shape))
        household.links = list(_links(household, shape))
        return household

    def _ages(self, count: int) -> list[float]:
        """Years of the brothers and sisters on the day of entry, the eldest first; a mother has
        them one after the other."""
        apart = min(1.9, 15 / count)
        free = 16.5 - apart * (count - 1)
        young = sorted(self.rng.triangular(0.1, free, free * 0.4) for _child in range(count))
        return [years + apart * place for place, years in enumerate(young)][::-1]

    def _sexes(self, shape: Shape) -> list[str]:
        sexes = ["F"] * shape.girls + ["M"] * shape.boys
        self.rng.shuffle(sexes)
        return sexes

    def _adult(self, sex: str, place: Place, entry: date, *, years: float) -> Person:
        given, surname = self._given(sex), self.surname()
        return Person(
            **self._named(given, surname, sex, place),
            **self._born(entry - timedelta(days=years * DAYS_A_YEAR), estimated=0.5),
            phone=f"+2237{self.rng.randrange(1000000, 9999999)}" if self.rng.random() < 0.6 else "",
        )

    def _child(
        self, sex: str, family: Family, mother: Person, entry: date, shape: Shape, *, years: float
    ) -> Person:
        born = entry - timedelta(days=years * DAYS_A_YEAR)
        gone = self.rng.random()
        return Person(
            **self._named(self._given(sex), family.name, sex, family.place),
            **self._born(born, estimated=0.25),
            mother_name=self._given("F") if shape.grandmother else mother.given_name,
            mother_alive="dead" if shape.grandmother and gone < 0.5 else "alive",
            father_alive=_father(shape, gone),
            birth_act=self.rng.choices(BIRTH_ACTS, (55, 12, 28, 5))[0],
            schooling="yes" if _years(born, entry) >= 6 and self.rng.random() < 0.66 else "no",
        )  # fmt: skip

    def _named(self, given: str, surname: str, sex: str, place: Place) -> dict[str, object]:
        return {
            "code": self.code("E"), "given_name": given, "family_name": surname, "sex": sex,
            "place": place, "invented": True,
        }  # fmt: skip

    def _born(self, day: date, *, estimated: float) -> dict[str, object]:
        if self.rng.random() >= estimated:
            return {"birth_date": day, "birth_precision": "day"}
        precision = "year" if self.rng.random() < 0.6 else "estimated"
        middle = in_year(day.year).day or day
        precision = "year" if self.rng.random() < 0.6 else "estimated"
        return {"birth_date": min(middle, day), "birth_precision": precision}

    def _members(self, household: Household, entry: date, shape: Shape) -> Iterator[Membership]:
        since = entry - timedelta(days=self.rng.randrange(300, 3000))
        for order, person in enumerate(household.caregivers):
            relation = "head" if order == len(household.caregivers) - 1 else "spouse"
            yield Membership(
                person=person, family=household.family, since=since, caregiver=True,
                relation=_adult_relation(relation, shape, order), primary=order == 0,
            )  # fmt: skip
        for child in household.children:
            born = child.birth_date or since
            yield Membership(
                person=child, family=household.family, since=max(born, since),
                relation="grandchild" if shape.grandmother else "child",
            )  # fmt: skip

    def person(
        self, sex: str, surname: str, born: date, place: Place, *, estimated: float = 0.2,
        **more: object,
    ) -> Person:  # fmt: skip
        """One invented person, outside a household."""
        named = self._named(self._given(sex), surname, sex, place)
        return Person(**named, **self._born(born, estimated=estimated), **more)

    def surname(self) -> str:
        return self._pick(surnames())

    def _given(self, sex: str) -> str:
        return self._pick(given_names("F" if sex == "F" else "M"))

    def _pick(self, known: Sequence[object]) -> str:
        weights = [name.weight for name in known]  # type: ignore[attr-defined]
        return str(self.rng.choices(known, weights)[0].canonical)  # type: ignore[attr-defined]

    def code(self, prefix: str) -> str:
        code = new_code(prefix, taken=self.codes)
        self.codes.add(code)
        return code


def _kind(shape: Shape) -> str:
    if shape.grandmother:
        return "grandparent_headed"
    return "biological" if shape.second == "M" else "single_parent"


def _father(shape: Shape, gone: float) -> str:
    if shape.second == "M":
        return "alive"
    return "dead" if gone < 0.55 else ("unknown" if gone < 0.7 else "alive")


def _adult_relation(relation: str, shape: Shape, order: int) -> str:
    if shape.grandmother and shape.second == "F" and order == 0:
        return "parent"
    return relation


def _links(household: Household, shape: Shape) -> Iterator[KinLink]:
    woman, *others = household.caregivers
    kind = "grandparent_of" if shape.grandmother else "mother_of"
    for child in household.children:
        yield KinLink(person=woman, kind=kind, relative=child)
        for other in others:
            yield KinLink(person=other, kind=_second_kind(shape), relative=child)
    if shape.second == "M" and not shape.grandmother:
        yield KinLink(person=others[0], kind="spouse_of", relative=woman)


def _second_kind(shape: Shape) -> str:
    if shape.second == "M":
        return "guardian_of" if shape.grandmother else "father_of"
    return "mother_of"


def _years(born: date, day: date) -> float:
    return (day - born).days / DAYS_A_YEAR
