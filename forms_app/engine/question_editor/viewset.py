"""The addresses of the question editor."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from forms_app.engine.fields.question import Question
from forms_app.engine.question_editor.forms import QuestionForm
from forms_app.engine.question_editor.listing import QuestionsView
from forms_app.engine.question_editor.taking_over import TakeOverView
from forms_app.engine.question_editor.views import (
    AddQuestionView,
    EditQuestionView,
    MoveQuestionView,
    RemoveQuestionView,
)
from forms_app.engine.question_editor.words import WordsView
from home.fact_editing.viewset import FactViewSet


class QuestionViewSet(FactViewSet):
    """It stands in no menu: one comes from an intake or from a form page."""

    model = Question
    name = "questions"
    menu_label = _("Questions")
    icon = "form"
    add_to_reference_index = False
    copy_view_enabled = False
    add_view_class = AddQuestionView
    edit_view_class = EditQuestionView
    delete_view_class = RemoveQuestionView
    edit_handler = ObjectList(
        [FieldPanel(name) for name in QuestionForm.field_order],
        base_form_class=QuestionForm,
    )

    def get_common_view_kwargs(self, **kwargs):
        names = {
            "index_url_name": "intakes:index",
            "usage_url_name": None,
            "history_url_name": None,
        }
        return super().get_common_view_kwargs(**names | kwargs)

    def get_urlpatterns(self):
        return [
            path("<int:intake_pk>/", QuestionsView.as_view(), name="list"),
            path("<int:intake_pk>/add/", self.add_view, name="add"),
            path(
                "<int:intake_pk>/take-over/", TakeOverView.as_view(), name="take_over"
            ),
            path(
                "<int:intake_pk>/words/<slug:language>/",
                WordsView.as_view(),
                name="words",
            ),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
            path("move/<int:pk>/", MoveQuestionView.as_view(), name="move"),
        ]
