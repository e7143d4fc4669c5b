"""Intakes in the admin: the switch, the times, and who handles what comes in."""

from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from forms_app.engine.fields.types import STEP
from forms_app.engine.question_editor.base_views import CHANGE_QUESTIONS, list_url
from forms_app.engine.submission import Intake
from home.columns import YesOrNo
from home.fact_editing.edit import FactEditView
from home.fact_editing.viewset import FactViewSet

ASKED = Q(questions__is_retired=False) & ~Q(questions__field_type=STEP)


class QuestionsColumn(Column):
    """How many questions there are, and the way to them."""

    cell_template_name = "forms_app/questions/count_cell.html"

    def get_value(self, instance):
        return instance.asked

    def get_cell_context_data(self, instance, parent_context):
        user = parent_context["request"].user
        may_change = user.has_perm(CHANGE_QUESTIONS)
        return super().get_cell_context_data(instance, parent_context) | {
            "url": list_url(instance) if may_change else ""
        }


class IntakeIndexView(IndexView):
    def get_base_queryset(self):
        asked = Count("questions", filter=ASKED)
        return super().get_base_queryset().annotate(asked=asked)


class IntakeEditView(FactEditView):
    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm(CHANGE_QUESTIONS):
            return []
        return [
            HeaderButton(_("Questions"), url=list_url(self.object), icon_name="form")
        ]


class IntakeViewSet(FactViewSet):
    """Nothing is deleted here: cases hang on their intake for ever."""

    model = Intake
    name = "intakes"
    menu_label = _("Intakes of forms")
    menu_order = 190
    icon = "download"
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = IntakeIndexView
    edit_view_class = IntakeEditView
    list_display = (
        "name",
        QuestionsColumn("questions", label=_("Questions")),
        YesOrNo(Intake, "is_open"),
        "opens_at",
        "closes_at",
    )
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
