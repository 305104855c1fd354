"""Codes that several kinds of record share: where somebody lives, what they do, how they fare."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Housing(models.TextChoices):
    OWN = "rented", _("rents a room or a house")
    SHARED = "shared", _("shares a place")
    FAMILY = "family", _("with family or spouse")
    WORKPLACE = "workplace", _("at the workplace or school")
    UNSAFE = "unsafe", _("somewhere unsafe, or by turns")
    NONE = "none", _("has no home")


class Activity(models.TextChoices):
    SCHOOL = "school", _("at school or university")
    TRAINING = "training", _("in training")
    WORK = "work", _("has work")
    BUSINESS = "own_business", _("own business")
    LOOKING = "looking", _("looks for work")
    NONE = "none", _("nothing of this")


class Income(models.TextChoices):
    ENOUGH = "enough", _("enough to live on")
    SOMETIMES = "sometimes", _("not every month")
    NONE = "none", _("no income")


class Health(models.TextChoices):
    GOOD = "good", _("in good health")
    CARED = "cared_for", _("ill and cared for")
    NOT_CARED = "not_cared_for", _("ill and not cared for")


class SomeoneThere(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
