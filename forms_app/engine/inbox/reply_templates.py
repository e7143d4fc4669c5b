"""Where coordinators write reply templates."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList

from forms_app.engine.replies import ReplyTemplate
from forms_app.engine.submission import submission_kinds
from home.fact_editing.viewset import FactViewSet


def kind_choices() -> list[tuple[str, str]]:
    return [
        (name, str(model._meta.verbose_name))
        for name, model in submission_kinds().items()
    ]


class ReplyTemplateForm(WagtailAdminModelForm):
    kinds = forms.MultipleChoiceField(
        label=_("For"),
        help_text=_("Tick none if this reply suits all kinds of cases."),
        choices=kind_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ReplyTemplateViewSet(FactViewSet):
    model = ReplyTemplate
    name = "reply_templates"
    menu_label = _("Reply templates")
    icon = "mail"
    menu_order = 190
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ("name",)
    search_fields = ("name",)
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("kinds"),
            InlinePanel(
                "wordings",
                heading=_("Words in each language"),
                help_text=_(
                    "A reply is sent in the applicant's language and in Czech. It can"
                    " be sent only where both are written."
                ),
                min_num=1,
                panels=[
                    FieldPanel("language"),
                    FieldPanel("subject"),
                    FieldPanel("text"),
                ],
            ),
        ],
        base_form_class=ReplyTemplateForm,
    )
