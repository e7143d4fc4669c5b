"""What kinds of things people find."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    SERVICE = "service", pgettext_lazy("found by the search", "Service")
    PLACE = "place", pgettext_lazy("found by the search", "Place")
    COURSE = "course", pgettext_lazy("found by the search", "Course")
    RUN = "run", pgettext_lazy("found by the search", "Course dates")
    EVENT = "event", pgettext_lazy("found by the search", "Event")
    FORM = "form", pgettext_lazy("found by the search", "Form")
    DOCUMENT = "document", pgettext_lazy("found by the search", "Document")
    TEXT = "text", pgettext_lazy("found by the search", "Page")
