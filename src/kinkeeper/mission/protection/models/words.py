"""The code lists of protection, with their source: domain 2.7 and 2.8."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Danger(models.TextChoices):
    YES = "yes", _("Yes, now")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("I do not know")


class Channel(models.TextChoices):
    WEB = "web", _("public page")
    COLLEAGUE = "colleague", _("a colleague")
    APP = "app", _("field app")
    CALL = "call", _("telephone call")
    PAPER = "paper", _("paper")
    IN_PERSON = "in_person", _("told in person")
    SCHOOL = "school", _("school")
    CLUB = "club", _("children’s club")


ENTERED = (Channel.CALL, Channel.PAPER, Channel.IN_PERSON, Channel.SCHOOL, Channel.CLUB)


class Risk(models.TextChoices):
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class Violation(models.TextChoices):
    PHYSICAL = "physical_abuse", _("beaten or hurt")
    EMOTIONAL = "emotional_abuse", _("humiliated or threatened")
    SEXUAL = "sexual_violence", _("sexual violence")
    NEGLECT = "neglect", _("not looked after")
    ABANDONED = "abandonment", _("abandoned")
    MARRIAGE = "child_marriage", _("child marriage")
    EXCISION = "fgm", _("excision")
    LABOUR = "child_labour", _("child labour")
    WORST = "worst_forms_child_labour", _("dangerous work, mine, field")
    TRAFFICKING = "trafficking", _("taken away or sold, trafficking")
    BEGGING = "begging_exploitation", _("made to beg")
    RECRUITMENT = "recruitment_caafag", _("recruited by an armed group")
    STREET = "street_situation", _("living in the street")
    SEPARATION = "separation", _("separated from the family")
    NO_BIRTH_ACT = "statelessness_no_birth_act", _("no birth certificate")
    SCHOOL = "denial_of_schooling", _("kept from school")
    HEALTH = "denial_of_health_care", _("kept from care")
    DISABILITY = "discrimination_disability", _("set apart because of a disability")
    DETENTION = "arrest_detention", _("arrested or locked up")
    DISTRESS = "psychosocial_distress", _("very sad or afraid")
    MINES = "erw_injury", _("hurt by a mine or explosive")
    CONFLICT = "family_conflict", _("quarrels in the family")
    PROPERTY = "property_inheritance_dispute", _("inheritance taken away")
    OTHER = "other", _("something else")


class Help(models.TextChoices):
    """What a service of the directory gives."""

    EMERGENCY = "emergency", _("help in danger")
    MEDICAL = "medical", _("health care")
    MIND = "psychosocial", _("support and listening")
    LEGAL = "legal", _("police, justice, legal aid")
    SHELTER = "shelter", _("shelter")
    SOCIAL = "social", _("social services")
    SCHOOL = "school", _("school")
    PAPERS = "papers", _("birth certificates")
    TRACING = "tracing", _("looking for the family")


class Entry(models.TextChoices):
    NOTE = "note", _("note")
    INCIDENT = "incident", _("what happened")
    ASSESSMENT = "assessment", _("assessment")
    PLAN = "plan", _("plan")
    SERVED = "service", _("help given")
    FOLLOW_UP = "follow_up", _("follow-up")
    CONFERENCE = "conference", _("case conference")
    REVIEW = "review", _("review")
    CLOSING = "closing", _("closing talk")
    CONSENT = "consent", _("consent")


# Written by a step or a screen of their own.
WRITTEN_ASIDE = (Entry.CLOSING, Entry.CONSENT)


class Urgency(models.TextChoices):
    HOUR = "1_hour", _("within the hour")
    HOURS = "3_hours", _("within three hours")
    DAY = "1_day", _("within a day")
    DAYS = "3_days", _("within three days")


class Status(models.TextChoices):
    SENT = "pending", _("sent, no answer yet")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("not taken")
    DONE = "done", _("done")


class NotTaken(models.TextChoices):
    NONE = "", _("–")
    UNAVAILABLE = "service_unavailable", _("the service is not available")
    NOT_FIT = "service_not_applicable", _("the service does not fit")
    DECLINED = "referral_declined_by_survivor", _("the child or family declined")
    GIVEN = "services_already_received_from_another_agency", _("already helped elsewhere")


class Basis(models.TextChoices):
    """On what a file is opened or shared."""

    CONSENT = "consent", _("consent of the caregiver, assent of the child")
    ASSENT = "own", _("consent of the young person")
    OVERRIDE = "best_interests", _("best interests of the child, without consent")


WITHDRAWN = "withdrawn"
"""Stands in a case instead of a basis after consent was taken back."""


class Answer(models.TextChoices):
    """What a reporter may read: it reveals nothing (domain rule 18)."""

    RECEIVED = "received", _("Your report was received and someone is working on it.")
    MORE = "more", _("Thank you. If you know more – where, when, who can help – you can add it.")
    CALL = "call", _("If the child is in danger now, call one of the numbers shown with the form.")
    ENDED = "ended", _("We have done what we can for now. Thank you for telling.")
