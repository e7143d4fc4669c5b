"""Events and their dates in the admin: entered once, right in every language."""

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
)
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from events.models import Event, EventDate
from events.planning import plan_dates
from events.spoken import spoken_choices
from home.columns import YesOrNo
from home.fact_editing.edit import FactEditView
from home.fact_editing.viewset import FactViewSet

DATES_BEFORE = 5


class EventForm(WagtailAdminModelForm):
    """Saving it makes the dates that its days and series ask for."""

    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        help_text=_("In which languages can people take part?"),
        choices=spoken_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def save(self, commit=True):
        event = super().save(commit)
        if commit:
            plan_dates(event)
        return event


class DatesPanel(Panel):
    """All dates of the event, each with a link to cancel or move it."""

    @property
    def clean_name(self):
        return "dates"

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/dates_panel.html"

        def is_shown(self):
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            dates = self.instance.dates.select_related("event", "place")
            now = timezone.now()
            before = list(dates.over(now)[:DATES_BEFORE])
            context["dates"] = [*reversed(before), *dates.coming(now)]
            return context


class EventViewSet(FactViewSet):
    model = Event
    name = "public-events"
    icon = "date"
    copy_view_enabled = False
    list_display = ("name", "kind", "place", YesOrNo(Event, "is_cancelled"))
    list_filter = ("kind", "place", "is_cancelled")
    search_fields = ("name",)
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldPanel("place"),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("audience")]),
                    FieldPanel("languages"),
                    FieldRowPanel(
                        [FieldPanel("is_free"), FieldPanel("needs_registration")]
                    ),
                    FieldPanel("is_cancelled"),
                ],
                heading=_("What, where and for whom"),
            ),
            InlinePanel(
                "schedules",
                heading=_("Days and series"),
                label=_("Day or series"),
                help_text=_(
                    "A change moves the dates that are still to come. To cancel or "
                    "move only one of them, use the list of dates below."
                ),
                min_num=1,
                panels=[
                    FieldPanel("first_day"),
                    FieldRowPanel([FieldPanel("begins"), FieldPanel("ends")]),
                    FieldPanel("days"),
                    FieldRowPanel([FieldPanel("repeats"), FieldPanel("every")]),
                    FieldRowPanel([FieldPanel("until"), FieldPanel("times")]),
                ],
            ),
            InlinePanel(
                "skipped_days",
                heading=_("Days that are left out"),
                label=_("Day"),
                help_text=_(
                    "Holidays, for example. If people know of the date already, "
                    "cancel it instead: then they see that it is cancelled."
                ),
            ),
            DatesPanel(heading=_("Dates")),
        ],
        base_form_class=EventForm,
    )


class EventDateForm(WagtailAdminModelForm):
    """A date that gets a time of its own does not follow its series any more."""

    def save(self, commit=True):
        if {"starts_at", "ends_at"} & {*self.changed_data}:
            self.instance.follows_schedule = False
        return super().save(commit)


class DatesArePlanned(ModelPermissionPolicy):
    """Dates come from the schedules of their event and go with them."""

    def user_has_permission(self, user, action):
        return action not in {"add", "delete"} and super().user_has_permission(
            user, action
        )


class DatesView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("event", "place")


class EditDateView(FactEditView):
    def records_to_hold(self, record):
        # Planning the event's dates holds the event, and writes this one.
        return [record.event, record]

    def get_success_url(self):
        return reverse("public-events:edit", args=[self.object.event_id])


class EventDateViewSet(FactViewSet):
    model = EventDate
    name = "event-dates"
    icon = "calendar-check"
    menu_label = _("Dates of events")
    copy_view_enabled = False
    index_view_class = DatesView
    edit_view_class = EditDateView
    ordering = ("-starts_at",)
    list_display = (
        "event",
        "starts_at",
        "place",
        "moved_from",
        YesOrNo(EventDate, "is_cancelled"),
    )
    list_filter = ("event", "place", "is_cancelled")
    search_fields = ("event__name",)
    edit_handler = ObjectList(
        [
            FieldPanel(
                "is_cancelled",
                help_text=_(
                    "Visitors see the date as cancelled, and calendars that people "
                    "subscribed to strike it out."
                ),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                    FieldPanel("moved_from"),
                    FieldPanel("place"),
                ],
                heading=_("Another time or place"),
            ),
        ],
        base_form_class=EventDateForm,
    )
