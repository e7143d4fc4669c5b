"""Intakes in the admin: the switch, the times, and who handles what comes in."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from forms_app.engine.submission import Intake
from home.columns import YesOrNo
from home.fact_editing.viewset import FactViewSet


class IntakeViewSet(FactViewSet):
    """Nothing is deleted here: cases hang on their intake for ever."""

    model = Intake
    name = "intakes"
    menu_label = _("Intakes of forms")
    menu_order = 190
    icon = "download"
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("name", YesOrNo(Intake, "is_open"), "opens_at", "closes_at")
    search_fields = ("name",)
    panels = (
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("is_open"),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            ],
            heading=_("Open and closed, in all languages"),
        ),
        FieldPanel("handlers", permission="forms_app.choose_intake_handlers"),
    )
