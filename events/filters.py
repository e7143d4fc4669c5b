"""What a reader asks of the list of dates, as its address says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models.events import Event
from events.spoken import spoken_choices
from home.typed.fields import DayField
from home.typed.native_inputs import NativeDayInput
from services.periods import FIRST_YEAR, LAST_YEAR, MonthField

FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
LAST_PAGE = 50
# The day can only be typed wrongly by hand; the rest are choices of ours.
NOT_ON_OFFER = {"invalid_choice": _("Choose one of the options of the list.")}


class Sort(models.TextChoices):
    """Wider than a kind of event: courses are on the list, too."""

    EVENTS = "events", _("all events, no courses")
    COURSES = "courses", _("courses only")


def _choices(anything, *groups) -> list:
    return [("", anything), *(choice for group in groups for choice in group)]


class AgendaForm(forms.Form):
    since = DayField(
        label=_("From"),
        required=False,
        widget=NativeDayInput,
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
        error_messages={"min_value": _("This day is too long ago.")},
    )
    place = forms.TypedChoiceField(
        label=_("Place"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages=NOT_ON_OFFER,
    )
    language = forms.ChoiceField(
        label=_("Language spoken"),
        required=False,
        # A callable: the names are in the language of the reader.
        choices=lambda: _choices(_("any language"), spoken_choices()),
        error_messages=NOT_ON_OFFER,
    )
    audience = forms.ChoiceField(
        label=pgettext_lazy("of an event", "For whom"),
        required=False,
        choices=_choices(pgettext_lazy("for whom", "anyone"), Event.Audience.choices),
        error_messages=NOT_ON_OFFER,
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=_choices(_("events and courses"), Sort.choices, Event.Kind.choices),
        error_messages=NOT_ON_OFFER,
    )
    # The address alone names these; no reader types them.
    month = MonthField(required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(
        required=False, min_value=1, max_value=LAST_PAGE, widget=forms.HiddenInput
    )

    use_required_attribute = False

    def __init__(self, parameters: Mapping[str, str], places: Mapping[int, str]):
        """`places` holds the title of each place that can be chosen, by its key."""
        super().__init__(parameters, auto_id="filter-%s")
        self.fields["place"].choices = _choices(_("all places"), places.items())

    @property
    def asked(self) -> Filters:
        """What is asked for; what cannot be understood is not asked."""
        self.is_valid()
        return Filters(**{name: self.cleaned_data.get(name) for name in self.fields})


@dataclass(frozen=True)
class Filters:
    since: date | None = None
    place: int | None = None
    language: str | None = None
    audience: str | None = None
    kind: str | None = None
    month: date | None = None
    page: int | None = None

    @property
    def number(self) -> int:
        """How many of them narrow the list down."""
        return len([each for each in self._narrowing().values() if each])

    @property
    def wants_events(self) -> bool:
        return self.kind != Sort.COURSES

    @property
    def wants_courses(self) -> bool:
        return self.kind in {None, "", Sort.COURSES}

    @property
    def event_kind(self) -> str | None:
        return self.kind if self.kind in Event.Kind.values else None

    def address(self, **changes) -> str:
        """The address of the same list with something changed: `?kind=sport&page=2`.

        A page or a month counts only where it is named again.
        """
        values = {**self._narrowing(), "since": self.since, **changes}
        if values.get("month"):
            values["month"] = f"{values['month']:%Y-%m}"
        query = urlencode({key: each for key, each in values.items() if each})
        return f"?{query}" if query else "?"

    @property
    def feed_address(self) -> str:
        """A feed begins today, whatever the reader looks at now."""
        return self.address(since=None)

    def _narrowing(self) -> dict:
        names = ("place", "language", "audience", "kind")
        return {name: getattr(self, name) for name in names}


class ArchiveForm(forms.Form):
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)

    @property
    def number(self) -> int:
        """Which page of the year; the first for anything else."""
        return self.cleaned_data["page"] or 1 if self.is_valid() else 1
