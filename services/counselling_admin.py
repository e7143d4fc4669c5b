"""Times of counselling and rules of eligibility in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSetGroup

from home.fact_editing.viewset import FactViewSet
from services.models import CounsellingSlot, EligibilityRules


class CounsellingSlotViewSet(FactViewSet):
    """Copying a slot is the quick way to one like it on another day."""

    model = CounsellingSlot
    name = "counselling"
    icon = "time"
    menu_label = _("Times of counselling")
    list_display = (
        "topic",
        "place",
        "weekday",
        "begins",
        "ends",
        "valid_from",
        "valid_until",
    )
    list_filter = ("topic", "place", "weekday", "entry")
    panels = (
        FieldPanel("topic"),
        FieldPanel("place"),
        FieldRowPanel(
            [FieldPanel("weekday"), FieldPanel("begins"), FieldPanel("ends")]
        ),
        FieldPanel("entry"),
        FieldRowPanel(
            [
                FieldPanel(
                    "valid_from",
                    help_text=_("The first day. Empty if it is offered already."),
                ),
                FieldPanel("valid_until"),
            ]
        ),
        FieldPanel("languages"),
    )


class EligibilityRulesViewSet(FactViewSet):
    model = EligibilityRules
    name = "eligibility-rules"
    icon = "list-ol"
    menu_label = _("Rules of eligibility")
    copy_view_enabled = False
    list_display = ("valid_from", "source")
    panels = (
        MultiFieldPanel(
            [
                FieldPanel(
                    "valid_from",
                    help_text=_(
                        "From this day on visitors are answered by these rules."
                    ),
                ),
                FieldPanel("source"),
            ],
            heading=_("This version"),
        ),
        InlinePanel(
            "rules",
            heading=_("Who gives this answer is told …"),
            label=_("Rule"),
            help_text=_(
                "The first rule decides. An answer without a rule means: this is for"
                " you."
            ),
            panels=[FieldRowPanel([FieldPanel("answer"), FieldPanel("outcome")])],
        ),
    )


class CounsellingViewSetGroup(ModelViewSetGroup):
    menu_label = _("Counselling")
    menu_icon = "group"
    menu_order = 225
    items = (CounsellingSlotViewSet, EligibilityRulesViewSet)
