"""Adding, changing, moving and taking away a question."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView

from forms_app.engine.fields.question import Question
from forms_app.engine.fields.question_gaps import gaps_of, questions_with_words
from forms_app.engine.fields.question_writing import (
    hold_questions,
    move_question,
    remove_question,
    retire_question,
)
from forms_app.engine.question_editor.base_views import (
    IntakePageMixin,
    OfAnIntake,
    list_url,
)
from forms_app.engine.question_editor.listing import tell_that_it_counts
from forms_app.engine.question_editor.usage import Usage, usage_of
from forms_app.engine.submission import Intake
from home.fact_editing.delete import FactDeleteView
from home.fact_editing.edit import FactEditView

SAVE = _("Save and use in all languages")


class OfAQuestion(OfAnIntake):
    """The address names a question, and the question its intake."""

    object: Any

    @cached_property
    def intake(self) -> Intake:
        return self.object.intake

    def here(self) -> str:
        return str(self.object)


class TellsThatItCounts:
    request: HttpRequest
    object: Any

    def save_action(self) -> HttpResponse:
        intake = self.object.intake
        tell_that_it_counts(self.request, gaps_of(questions_with_words(intake.pk)))
        return HttpResponseRedirect(f"{list_url(intake)}#question-{self.object.pk}")


class AddQuestionView(TellsThatItCounts, OfAnIntake, CreateView):
    page_title = _("Add a question")
    submit_button_label = SAVE

    def get_initial_form_instance(self) -> Question:
        return Question(intake=self.intake)

    def get_add_url(self) -> str:
        return self.request.path

    def get_page_subtitle(self):
        return self.page_title


class EditQuestionView(TellsThatItCounts, OfAQuestion, FactEditView):
    submit_button_label = SAVE
    delete_item_label = _("Remove")

    def records_to_hold(self, record: Any) -> list[Model]:
        """The intake first, as everybody does who changes its questions."""
        return [record.intake, record]


class RemoveQuestionView(OfAQuestion, FactDeleteView):
    """A question in use is retired instead, and nothing that people sent is lost."""

    page_title = _("Remove")
    template_name = "forms_app/questions/remove.html"

    @cached_property
    def answers(self) -> Usage:
        return usage_of(self.intake, self.object.key)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            if self.object is not None:
                hold_questions(self.object.intake_id)
            return super().post(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return list_url(self.intake)

    def delete_action(self) -> None:
        if self.answers:
            retire_question(self.object)
        else:
            remove_question(self.object)

    def get_success_message(self) -> str:
        if self.answers:
            return gettext("Retired: new forms leave it out, in all languages.")
        return gettext("Removed, in all languages.")

    def get_context_data(self, **kwargs):
        label = self.object.label
        return super().get_context_data(
            label=label,
            answers=self.answers,
            usage_in_words=self.answers.in_words(label) if self.answers else "",
            followers=[each.label for each in self.object.follow.all()],
            list_url=list_url(self.intake),
            **kwargs,
        )


class MoveQuestionView(IntakePageMixin, View):
    """One place up or down; the buttons stand in the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        question = get_object_or_404(Question, pk=pk)
        moved = move_question(question, down=request.POST.get("to") == "down")
        if moved:
            messages.success(request, gettext("Moved, in all languages."))
        address = list_url(question.intake)
        return HttpResponseRedirect(f"{address}#question-{question.pk}")
