"""Lines become families: by number, or by head and village; caregivers of several lines once."""

from collections.abc import Iterator

from kinkeeper.ground.interop.profile import Given, Question, place_key
from kinkeeper.ground.interop.said import said
from kinkeeper.ground.text.dates import age_on
from kinkeeper.ground.text.names import Level, search_key, why_alike
from kinkeeper.mission.strengthening.register import wording
from kinkeeper.mission.strengthening.register.drafts import Caregiver, Household, Line

OF_AGE = 18


class Gathering:
    """Puts lines together, in their order; collects what is odd about the families."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.households: list[Household] = []
        self.questions: list[Question] = []
        self._by_number: dict[str, list[Household]] = {}
        self._last: Household | None = None
        self._sitting = 0

    def take(self, line: Line) -> None:
        household = self._household(line)
        self._sitting += household is not self._last
        self._last = household
        household.rows[line.raw.row] = line.columns
        household.sittings[line.raw.row] = self._sitting
        household.head = household.head or line.head
        if len(line.number_written) > len(household.number_written):
            household.number_written = line.number_written
        household.phone, household.phone_owner = (
            (household.phone, household.phone_owner) if household.phone
            else (line.phone, line.phone_owner)
        )  # fmt: skip
        household.situation = household.situation or line.situation
        household.entry = household.entry or line.entry
        self._take_place(household, line)
        for caregiver in line.caregivers:
            _take_caregiver(household, caregiver)
        if line.child:
            household.children.append(line.child)

    def _household(self, line: Line) -> Household:
        """The family of the line. The same number with another head is another family."""
        if not line.number and not line.head and not line.caregivers:
            return self.households[-1] if self.households else self._new(line, "")
        known = self._by_number.setdefault(self._key(line), [])
        head = line.head or (line.caregivers[0].family if line.caregivers else "")
        for household in known:
            if not head or not household.head or not _other_name(head, household.head):
                return household
        if known:
            self._note("number", line, wording.TWO_NUMBERS, number=line.number,
                       one=known[-1].head, other=head)  # fmt: skip
        return self._new(line, self._key(line))

    def _key(self, line: Line) -> str:
        if line.number:
            return line.number
        lead = line.caregivers[0].name if line.caregivers else ""
        place = place_key(line.place_written)
        return f"{search_key(line.head)}|{search_key(lead)}|{place}"

    def _new(self, line: Line, key: str) -> Household:
        household = Household(line.number, line.head)
        self.households.append(household)
        if key:
            self._by_number[key].append(household)
        return household

    def _take_place(self, household: Household, line: Line) -> None:
        written = line.place_written
        if not written:
            return
        if not household.place_written:
            household.place_written = written
            household.place = self.given.place_of(written)
        elif place_key(written) != place_key(household.place_written):
            place = self.given.place_of(written)
            if place and household.place and place.pk != household.place.pk:
                self._note("places", line, wording.TWO_PLACES, family=household.label,
                           one=household.place_written, other=written)  # fmt: skip

    def _note(self, kind: str, line: Line, sentence: object, **facts: object) -> None:
        text = said(sentence, **facts)  # type: ignore[arg-type]
        row = line.raw.row
        self.questions.append(Question(kind, f"{kind}:{row}", (row,), (), text, asked=False))


def _other_name(one: str, other: str) -> bool:
    return why_alike(one, other).level is Level.DIFFERENT


def _take_caregiver(household: Household, caregiver: Caregiver) -> None:
    """Somebody named on several lines of the family is one person."""
    for known in household.caregivers:
        alike = why_alike(known.name, caregiver.name).level
        if alike in {Level.EXACT, Level.SAME_KEY} and known.sex in {caregiver.sex, "", known.sex}:
            known.rows |= caregiver.rows
            known.sex, known.link = known.sex or caregiver.sex, known.link or caregiver.link
            return
    household.caregivers.append(caregiver)


def finish(household: Household) -> None:
    """Names the head: the one the list names, else the first caregiver."""
    if household.caregivers and not any(c.head for c in household.caregivers):
        household.caregivers[0].head = True
    if not household.head and household.caregivers:
        first = household.caregivers[0]
        household.head = first.family or first.given
    if not household.head and household.children:
        household.head = household.children[0].family or household.children[0].given


def ask_about(household: Household, given: Given) -> Iterator[Question]:
    """A family without an adult, without a child, a caregiver younger than a child."""
    rows = (household.row,)
    if not household.children:
        text = said(wording.NO_CHILD, family=household.label)
        yield Question("no_child", f"no_child:{rows[0]}", rows, (), text, asked=False)
    if not any(_may_be_of_age(c, given) for c in (*household.caregivers, *household.children)):
        yield Question(
            "no_adult", f"no_adult:{rows[0]}", rows, (),
            said(wording.NO_ADULT, family=household.label),
            (wording.ENTER, wording.LEAVE_FAMILY), wording.KEEP,
        )  # fmt: skip
    for caregiver in household.caregivers:
        yield from _younger(household, caregiver)


def _may_be_of_age(person: object, given: Given) -> bool:
    """A caregiver without a date of birth may be; a child without one is a child."""
    birth = person.birth  # type: ignore[attr-defined]
    if birth.earliest is None:
        return isinstance(person, Caregiver)
    age = age_on(birth, given.today)
    return age is not None and age.years >= OF_AGE


def _younger(household: Household, caregiver: Caregiver) -> Iterator[Question]:
    for child in household.children:
        born, theirs = caregiver.birth.earliest, child.birth.latest
        if born and theirs and born > theirs:
            rows = (caregiver.row, child.row)
            yield Question(
                "younger", f"younger:{caregiver.row}:{child.row}", rows, (),
                said(wording.YOUNGER, who=caregiver.name, child=child.name),
                (wording.ENTER, wording.LEAVE_FAMILY), wording.KEEP,
            )  # fmt: skip
            return
