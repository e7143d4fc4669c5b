"""Public holidays in the admin: proposed by the law, confirmed by people."""

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from home.affected.asking import tell_of_task
from home.affected.watching import one_change
from services.models import Place
from services.public_holidays import (
    Holiday,
    close_on,
    public_holidays,
    would_be_open,
)

# Further ahead the weekly hours are guesses, further back there is nothing to close.
YEARS_AHEAD = 5


class HolidayMenuMixin:
    """Adds the way to the public holidays to a view about places."""

    @cached_property
    def header_more_buttons(self):
        # The edit view knows its place, the list knows none.
        place = getattr(self, "object", None)
        query = f"?{urlencode({'place': place.pk})}" if place else ""
        url = reverse("places:holidays") + query
        button = Button(_("Public holidays"), url=url, icon_name="date", priority=5)
        may = self.permission_policy.user_has_permission(self.request.user, "change")
        return [*super().header_more_buttons, *([button] if may else [])]


class AskedForm(forms.Form):
    """What the address says: the year, and perhaps the only place."""

    year = forms.IntegerField(required=False)
    place = forms.ModelChoiceField(Place.objects.none(), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.all()


class ClosingForm(forms.Form):
    places = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label=_("Places"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one place.")},
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Days"),
        coerce=date.fromisoformat,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )

    def __init__(self, *args, places, holidays: list[Holiday], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["places"].queryset = places
        self.fields["days"].choices = [
            (each.day.isoformat(), f"{each.in_words} – {each.name}")
            for each in holidays
        ]


class HolidaysView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """One click closes all places on all holidays to come; any may be left out."""

    model = Place
    permission_required = "change"
    form_class = ClosingForm
    template_name = "services/holidays.html"
    page_title = _("Public holidays")
    header_icon = "date"

    @cached_property
    def asked(self) -> dict:
        form = AskedForm(self.request.GET)
        form.is_valid()
        return form.cleaned_data

    @cached_property
    def year(self) -> int:
        """The year of the address, else the present one."""
        today = timezone.localdate()
        asked = self.asked.get("year")
        return asked if asked in self.years else today.year

    @property
    def years(self) -> range:
        this_year = timezone.localdate().year
        return range(this_year, this_year + YEARS_AHEAD)

    @cached_property
    def places(self):
        today = timezone.localdate()
        return Place.objects.still_there(today).with_hours(today)

    @cached_property
    def proposed(self) -> list[Holiday]:
        """The holidays to come on which some place would be open."""
        today = timezone.localdate()
        return [
            each
            for each in public_holidays(self.year)
            if each.day >= today
            and any(would_be_open(place, each.day) for place in self.places)
        ]

    def get_form_kwargs(self):
        known = {"places": self.places, "holidays": self.proposed}
        return super().get_form_kwargs() | known

    def get_initial(self):
        only = self.asked.get("place")
        return {
            "places": [only] if only else list(self.places),
            "days": [each.day.isoformat() for each in self.proposed],
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            year=self.year,
            years=self.years,
            proposed=self.proposed,
            index_url=reverse("places:index"),
        )

    def form_valid(self, form):
        chosen = form.cleaned_data
        with one_change(by=self.request.user) as change:
            made = close_on(chosen["places"], chosen["days"], self.request.user)
        messages.success(self.request, _told(made))
        for task in change.tasks:
            tell_of_task(self.request, task)
        return HttpResponseRedirect(reverse("places:index"))


def _told(made: int) -> str:
    if not made:
        return gettext("The places were closed on these days already.")
    words = ngettext(
        "%(count)d closure is entered.", "%(count)d closures are entered.", made
    )
    return words % {"count": made}
