"""The last year of every child in care: reviews, development plans, contacts with the family; and
of every child that went home lately: how it was found there."""

from collections.abc import Iterator
from datetime import date, timedelta

from kinkeeper.mission.care.models import (
    Absence,
    ChildGoal,
    ChildPlan,
    FamilyContact,
    FollowUp,
    Review,
)
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.villages.telling import Child, Narrator

BETWEEN = 91
YEAR = 365
OVERDUE, RUN_OUT, IN_CONTACT, AWAY = 0.02, 0.01, 0.72, 0.02
SAID = (
    "Je suis bien avec maman, je veux continuer l’école.", "Je voudrais voir ma grand-mère.",
    "Ma famille, la maison, mon vélo.", "Je dors bien, je mange bien.",
    "J’aime dessiner et jouer au ballon.",
)  # fmt: skip
GOALS = (
    ("education", "Passer dans la classe supérieure", "la mère SOS"),
    ("health", "Faire le bilan de santé annuel", "l’infirmière"),
    ("identity", "Obtenir le jugement supplétif", "le service social"),
    ("family", "Une visite à la famille à la fin des classes", "le service social"),
    ("well_being", "Parler plus facilement de ses peurs", "l’éducateur"),
)  # fmt: skip
HOME = ("reintegrated_parents", "reintegrated_kin")
ASKED_AFTER, ASKED_SINCE, REACHED, NOT_REACHED = (7, 30, 91, 182, 365), 4 * YEAR, 0.85, 0.3
KIN = ("la grand-mère", "une tante", "un oncle", "le grand frère", "la mère")


def tell_followed(narrator: Narrator) -> None:
    """Of those who are in care today; what lies further back is on paper, as in the offices."""
    for child in narrator.children:
        if child.left is None and child.placement.since <= narrator.diary.today:
            _tell(narrator.diary, child)
        elif child.left and child.left_for in HOME:
            _tell_home(narrator.diary, child, child.left)


def _tell(diary: Diary, child: Child) -> None:
    rng, today = diary.rng, diary.today
    begun = max(child.placement.since, today - timedelta(days=YEAR + rng.randrange(BETWEEN)))
    overdue = rng.random() < OVERDUE
    for due, held in _reviews(diary, begun, overdue=overdue):
        _review(diary, child, due, held)
    _plan(diary, child, max(begun, today - timedelta(days=rng.randrange(20, 330))))
    if rng.random() < IN_CONTACT:
        for _n in range(rng.randrange(1, 4)):
            _contact(diary, child, begun)
    if rng.random() < AWAY:
        _away(diary, child)


def _reviews(diary: Diary, begun: date, *, overdue: bool) -> Iterator[tuple[date, date]]:
    """Due, held: every three months since; the last one is still to come, or late."""
    due = begun + timedelta(days=BETWEEN)
    while True:
        held = due - timedelta(days=diary.rng.randrange(0, 20))
        last = held + timedelta(days=BETWEEN) > diary.today
        if held > diary.today or (last and overdue):
            return
        yield due, held
        due = held + timedelta(days=BETWEEN)


def _review(diary: Diary, child: Child, due: date, held: date) -> None:
    rng, by = diary.rng, child.grounds.by
    small = (held - child.life.born).days < 4 * YEAR
    review = Review(
        placement=child.placement, held_on=held, due_on=due,
        next_due_on=held + timedelta(days=BETWEEN), chaired_by=by, necessary=True, adequate=True,
        participants="l’enfant, la mère SOS, le service social", outcome="continue",
        view_form="too_young" if small else rng.choice(("spoken", "spoken", "drawn")),
        view="" if small else rng.choice(SAID),
        contact=rng.choice(("none", "phone", "phone", "visits", "letters")),
    )  # fmt: skip
    diary.tell(review, on=held, by=by)


def _plan(diary: Diary, child: Child, on: date) -> None:
    rng, by = diary.rng, child.grounds.by
    if rng.random() < RUN_OUT:
        on = diary.today - timedelta(days=YEAR + rng.randrange(15, 120))
    if on < child.placement.since:
        return
    plan = ChildPlan(
        placement=child.placement, since=on, valid_until=on + timedelta(days=YEAR),
        agreed_with="l’enfant et la mère SOS",
    )  # fmt: skip
    diary.tell(plan, on=on, by=by, late=0)
    for area, statement, who in rng.sample(GOALS, 2):
        due = on + timedelta(days=rng.randrange(90, 330))
        done = due if due < diary.today and rng.random() < 0.7 else None
        goal = ChildGoal(plan=plan, area=area, statement=statement, who=who, by_when=due,
                         done_on=done)  # fmt: skip
        diary.tell(goal, on=done or on, by=by)


def _contact(diary: Diary, child: Child, begun: date) -> None:
    rng = diary.rng
    on = max(begun, diary.today - timedelta(days=rng.randrange(1, 120)))
    contact = FamilyContact(
        placement=child.placement, held_on=on, with_whom=rng.choice(KIN),
        kind=rng.choice(("call", "call", "visit_here", "visit_home", "letter")),
    )  # fmt: skip
    diary.tell(contact, on=on, by=child.grounds.by)


def _away(diary: Diary, child: Child) -> None:
    """A few are away with leave and come back soon; one or two are in hospital."""
    rng, by = diary.rng, child.grounds.by
    since = max(child.placement.since, diary.today - timedelta(days=rng.randrange(1, 6)))
    kind = rng.choice(("authorised", "authorised", "hospital"))
    back = diary.today + timedelta(days=rng.randrange(3, 12)) if kind == "authorised" else None
    absence = Absence(placement=child.placement, kind=kind, since=since, back_by=back)
    diary.tell(absence, on=since, by=by, late=0)


def _tell_home(diary: Diary, child: Child, left: date) -> None:
    """One turn in seven was missed; the village was called, the child not there."""
    rng = diary.rng
    if left < diary.today - timedelta(days=ASKED_SINCE):
        return
    for days in ASKED_AFTER:
        on, reached = left + timedelta(days=days + rng.randrange(-2, 9)), rng.random() < REACHED
        if on > diary.today or not (reached or rng.random() < NOT_REACHED):
            continue
        contact = FollowUp(
            placement=child.placement, held_on=on, reached=reached,
            kind=rng.choice(("visit", "visit", "call")) if reached else "call",
            at_home=rng.choice(("well", "well", "well", "fragile")) if reached else "",
            at_school=rng.random() < 0.8 if reached else None,
        )  # fmt: skip
        diary.tell(contact, on=on, by=child.grounds.by)
