"""The kinds of questions that an editor can ask."""

from django.utils.translation import gettext_lazy as _

STEP = "step"
FIELD_TYPES = [
    ("singleline", _("Short text")),
    ("multiline", _("Long text")),
    ("email", _("E-mail")),
    ("phone", _("Phone number")),
    ("number", _("Number")),
    ("date", _("Date")),
    ("time", _("Time of day")),
    ("yes_no", _("Yes or no")),
    ("radio", _("One of several (all shown)")),
    ("dropdown", _("One of many (a list to open)")),
    ("checkboxes", _("Several of several")),
    ("country", _("Country")),
    ("language", _("Language")),
    ("region", _("Czech region")),
    (STEP, _("No question: a new step with this title begins here")),
]
WITH_CHOICES = frozenset({"radio", "dropdown", "checkboxes"})
FREE_TEXT = frozenset({"singleline", "multiline"})
YES, NO = "yes", "no"
