"""Places in the admin: facts that staff keep right for all languages at once."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.views.generic import IndexView

from home.fact_editing.edit import FactEditView
from home.fact_editing.viewset import FactViewSet
from services.holidays_admin import HolidayMenuMixin, HolidaysView
from services.models import Place

SHOWN_ON_THE_PAGE = _("Shown on the page of the place, as you write it here.")


class PlaceIndexView(HolidayMenuMixin, IndexView):
    """The list of places, with the way to the public holidays."""


class PlaceEditView(HolidayMenuMixin, FactEditView):
    """The editor of a place, with the way to its public holidays."""


class PlaceViewSet(FactViewSet):
    model = Place
    index_view_class = PlaceIndexView
    edit_view_class = PlaceEditView
    icon = "home"
    menu_label = _("Places")
    menu_order = 220
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("name", "street", "city", "phone", "valid_until")
    search_fields = ("name", "street", "city")
    panels = (
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
                FieldPanel("district"),
                FieldRowPanel([FieldPanel("building"), FieldPanel("floor")]),
                FieldPanel("step_free"),
                FieldRowPanel(
                    [
                        FieldPanel("phone", help_text=SHOWN_ON_THE_PAGE),
                        FieldPanel("email", help_text=SHOWN_ON_THE_PAGE),
                    ]
                ),
                FieldPanel(
                    "more_phones",
                    help_text=_("Each with the languages that people speak on it."),
                ),
            ],
            heading=_("Address and contacts"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel(
                            "opened_on",
                            help_text=_("Until then its page says when it opens."),
                        ),
                        FieldPanel("valid_until"),
                    ]
                ),
                FieldPanel("successor"),
            ],
            heading=_("Since when, until when, and where to then"),
        ),
        InlinePanel(
            "opening_hours",
            heading=_("Opening hours"),
            label=_("Opening hours"),
            help_text=_(
                "A day with a break has two entries, a day without any is closed."
            ),
            panels=[
                FieldRowPanel(
                    [FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]
                )
            ],
        ),
        InlinePanel(
            "special_hours",
            heading=_("Days with other hours"),
            label=_("Day"),
            help_text=_(
                "They take the place of the opening hours of that day. For a whole day"
                " off enter a closure."
            ),
            panels=[
                FieldRowPanel(
                    [FieldPanel("day"), FieldPanel("opens"), FieldPanel("closes")]
                )
            ],
        ),
        InlinePanel(
            "closures",
            heading=_("Closures"),
            label=_("Closure"),
            help_text=_("No counselling and no room lending on these days, either."),
            panels=[
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
                FieldPanel("reason", help_text=_("Visitors read it.")),
            ],
        ),
        # Whoever stands there sees cases: only those decide who see all of them.
        FieldPanel("coordinators", permission="superuser"),
    )

    def get_urlpatterns(self):
        holidays = path("holidays/", HolidaysView.as_view(), name="holidays")
        return [*super().get_urlpatterns(), holidays]
