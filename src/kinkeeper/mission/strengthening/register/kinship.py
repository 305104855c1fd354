"""What the column "Lien" says of kinship, and what it does not say."""

from kinkeeper.ground.text.names import Level, why_alike
from kinkeeper.mission.people.models import Kinship, Relation
from kinkeeper.mission.strengthening.register.drafts import Caregiver, Draft, Household

_PLAIN = {
    "grandparent": Kinship.GRANDPARENT,
    "guardian": Kinship.GUARDIAN,
    "aunt_uncle": Kinship.GUARDIAN,
    "sibling": Kinship.GUARDIAN,
    "other": Kinship.GUARDIAN,
}
_OF_HEAD = {
    Kinship.MOTHER: Relation.CHILD,
    Kinship.FATHER: Relation.CHILD,
    Kinship.GRANDPARENT: Relation.GRANDCHILD,
}


def kinship(caregiver: Caregiver, child: Draft, household: Household) -> str:
    """The link from caregiver to child, "" where the list says none.

    Two mothers in one family are not both the mother of each child: the child's own column
    "mother" decides, and where it does not, the caregiver is entered as guardian.
    """
    if caregiver.link == "mother":
        return Kinship.MOTHER if _is_mother(caregiver, child, household) else Kinship.GUARDIAN
    if caregiver.link == "father":
        return Kinship.FATHER if _is_father(caregiver, child, household) else Kinship.GUARDIAN
    return _PLAIN.get(caregiver.link, "")


def _is_mother(caregiver: Caregiver, child: Draft, household: Household) -> bool:
    mothers = [c for c in household.caregivers if c.link == "mother"]
    if child.mother:
        return _called(caregiver, child.mother)
    return len(mothers) == 1


def _called(caregiver: Caregiver, mother: str) -> bool:
    names = (caregiver.given, caregiver.name)
    return any(why_alike(name, mother).level is not Level.DIFFERENT for name in names)


def _is_father(caregiver: Caregiver, child: Draft, household: Household) -> bool:
    fathers = [c for c in household.caregivers if c.link == "father"]
    return fathers == [caregiver] or [f for f in fathers if _same_name(f, child)] == [caregiver]


def _same_name(father: Caregiver, child: Draft) -> bool:
    return why_alike(father.family, child.family).level is not Level.DIFFERENT


def relation_of_caregiver(caregiver: Caregiver, household: Household) -> str:
    """To the head of the family; one mother and one father are taken for a couple."""
    if caregiver.head:
        return Relation.HEAD
    head = next((c for c in household.caregivers if c.head), None)
    parents = sorted(c.link for c in household.caregivers if c.link in {"mother", "father"})
    couple = head and {head.link, caregiver.link} == {"mother", "father"}
    return Relation.SPOUSE if couple and parents == ["father", "mother"] else Relation.UNKNOWN


def relation_of_child(child: Draft, household: Household) -> str:
    head = next((c for c in household.caregivers if c.head), None)
    if head is None:
        return Relation.UNKNOWN
    if head.link == "aunt_uncle":
        return Relation.NEPHEW_NIECE
    found = kinship(head, child, household)
    return _OF_HEAD.get(Kinship(found), Relation.UNKNOWN) if found else Relation.UNKNOWN
