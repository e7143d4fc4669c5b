"""Rooms and house rules in the admin: facts, the same for all languages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSetGroup

from home.columns import YesOrNo
from home.fact_editing.viewset import FactViewSet
from services.models import HouseRules, Room

KEPT_FREE = _("To prepare and to clean the room. Nobody else can have these minutes.")


class RoomViewSet(FactViewSet):
    model = Room
    name = "rooms"
    icon = "home"
    copy_view_enabled = False
    list_display = ("code", "name", "place", "capacity", YesOrNo(Room, "is_active"))
    list_filter = ("place", "is_active")
    search_fields = ("code", "name")
    panels = (
        MultiFieldPanel(
            [
                FieldPanel("place"),
                FieldPanel("name"),
                FieldPanel("code"),
                FieldPanel(
                    "capacity",
                    help_text=_("A request for more people is not taken."),
                ),
                FieldPanel("is_active"),
            ],
            heading=_("The room"),
        ),
        InlinePanel("equipment", heading=_("Equipment"), label=_("Equipment")),
        InlinePanel(
            "hours",
            heading=_("When it can be used"),
            label=_("Times"),
            help_text=_(
                "People can ask for these times only. They need not be the opening"
                " hours of the place."
            ),
            panels=[
                FieldRowPanel(
                    [FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]
                )
            ],
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("buffer_before", help_text=KEPT_FREE),
                        FieldPanel("buffer_after", help_text=KEPT_FREE),
                    ]
                ),
                FieldRowPanel([FieldPanel("lead_days"), FieldPanel("days_to_accept")]),
                FieldPanel("cancel_hours"),
            ],
            heading=_("Terms"),
        ),
    )


class HouseRulesViewSet(FactViewSet):
    model = HouseRules
    name = "house-rules"
    icon = "doc-full"
    copy_view_enabled = False
    list_display = ("place", "number", "valid_from")
    list_filter = ("place",)
    panels = (
        FieldPanel("place"),
        FieldRowPanel(
            [
                FieldPanel(
                    "number",
                    help_text=_(
                        "One more than the last: a new wording is a new version, and"
                        " earlier cases keep theirs."
                    ),
                ),
                FieldPanel(
                    "valid_from",
                    help_text=_("From this day on people accept this version."),
                ),
            ]
        ),
    )


class LendingViewSetGroup(ModelViewSetGroup):
    menu_label = _("Room lending")
    menu_icon = "home"
    menu_order = 230
    items = (RoomViewSet, HouseRulesViewSet)
