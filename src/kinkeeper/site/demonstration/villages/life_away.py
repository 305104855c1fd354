"""Fifteen months away: school and health checks, a review each month, what the children think of
going home, and what stayed open in Socoura."""

from datetime import date, timedelta

from kinkeeper.mission.emergency.models import (
    Line,
    RelocationReview,
    ReturnAssessment,
    ReturnOpinion,
    Settling,
    SiteStatus,
)
from kinkeeper.mission.emergency.rules import SCHOOL_AGE
from kinkeeper.site.demonstration.villages.evacuation import Story
from kinkeeper.site.demonstration.villages.facts import FLIGHT, HOME
from kinkeeper.site.demonstration.villages.telling import Child

YEAR = 365.25
WELFARE = (
    "Les enfants dorment mieux ; deux petits pleurent encore la nuit.",
    "Les fratries sont ensemble ; les grands demandent des nouvelles de Mopti.",
    "Bon accueil par les familles du village ; on joue ensemble.",
)
SCHOOLING = ("Tous en classe ; cours de rattrapage.", "Trois élèves à soutenir en français.")
WISHES = ("return",) * 8 + ("unsure", "stay")
SAID = {
    "return": "Je veux revoir ma maison et mes amis.", "unsure": "Je ne sais pas encore.",
    "stay": "J’ai des amis ici maintenant.",
}  # fmt: skip
SITES = (
    ("houses", "Maisons des familles", "closed", "Les familles sont parties ; un gardien veille."),
)


def tell_life_away(story: Story, lines: list[Line]) -> None:
    """lines: the names of the way out."""
    children = {child.person.pk: child for child in story.away}
    for line in lines:
        if line.person_id in children:
            _settle(story, line, children[line.person_id])
    _reviews(story)
    for child in story.away:
        _ask(story, child)
    for on, safe in ((date(2013, 2, 15), False), (date(2013, 6, 8), True)):
        assessment = ReturnAssessment(
            movement=story.movement, held_on=on, safe=safe, mines_checked=safe,
            security="Mopti est calme." if safe else "Des combats plus au nord.",
            services="Eau, école et poste de santé fonctionnent.",
        )  # fmt: skip
        story.tell(assessment, on)
    _sites(story)


def _age(child: Child, on: date) -> float:
    return (on - child.life.born).days / YEAR


def _settle(story: Story, line: Line, child: Child) -> None:
    host = story.host_of(line.household).site
    first, last = SCHOOL_AGE
    pupil = first <= _age(child, FLIGHT) <= last + 1
    seen = FLIGHT + timedelta(days=story.narrator.diary.rng.randrange(3, 9))
    settling = Settling(
        line=line, health_check_on=seen,
        school=f"École SOS de {host.key.capitalize()}" if pupil else "",
        school_since=date(2012, 4, 23) if pupil else None,
    )  # fmt: skip
    story.tell(settling, date(2012, 4, 25))


def _reviews(story: Story) -> None:
    rng, day = story.narrator.diary.rng, date(2012, 5, 14)
    while day < HOME:
        review = RelocationReview(
            movement=story.movement, held_on=day, welfare=rng.choice(WELFARE),
            schooling=rng.choice(SCHOOLING), cost=rng.randrange(3_100_000, 4_400_000, 5000),
        )  # fmt: skip
        story.tell(review, day, "mariam")
        day += timedelta(days=30)


def _ask(story: Story, child: Child) -> None:
    """Each child in its own form, in the weeks before the decision."""
    rng = story.narrator.diary.rng
    on = date(2013, 5, 20) + timedelta(days=rng.randrange(0, 15))
    small = _age(child, on) < 4
    wish = "silent" if small else rng.choice(WISHES)
    opinion = ReturnOpinion(
        movement=story.movement, person=child.person, asked_on=on, wish=wish,
        form="too_young" if small else rng.choice(("spoken", "spoken", "drawn", "written")),
        words="Reste près de sa mère, mange bien." if small else SAID[wish],
    )  # fmt: skip
    story.tell(opinion, on)


def _sites(story: Story) -> None:
    """The houses were empty until the return; nursery and school, which never closed, are told
    with the schools."""
    for kind, name, state, why in SITES:
        for told, since, until, reason in ((state, FLIGHT, HOME, why), ("open", HOME, None, "")):
            site = SiteStatus(
                village=story.home.village, kind=kind, name=name, state=told, since=since,
                until=until, reason=reason,
            )  # fmt: skip
            story.tell(site, since)
