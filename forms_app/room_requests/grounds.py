"""Why a room is not lent."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    TAKEN = "taken", _("the room is needed for something else at that time")
    PURPOSE = "purpose", _("the room is not meant for this purpose")
    TOO_BIG = "too_big", _("the room is too small for it")
    NO_STAFF = "no_staff", _("nobody can open the room at that time")
    UNANSWERED = "unanswered", _("our question was not answered")
    OTHER = "other", _("another reason")
