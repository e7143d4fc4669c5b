"""All questions of an intake: their order, and how complete each language is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.models import Page

from forms_app.engine.fields.question import Question
from forms_app.engine.fields.question_gaps import Gaps, gaps_of, questions_with_words
from forms_app.engine.pages.asking import pages_asking
from forms_app.engine.question_editor.base_views import CHANGE_WORDS, IntakePageMixin
from forms_app.engine.question_editor.forms import answers_to
from forms_app.engine.submission import Intake
from home.languages import LANGUAGES, SOURCE_LANGUAGE, Language


@dataclass(frozen=True)
class QuestionItem:
    """One line of the list. `after` is the condition in words."""

    question: Question
    label: str
    after: str
    # Nobody gets there: its condition is an answer that is not offered any more.
    is_out_of_reach: bool


@dataclass(frozen=True)
class LanguageItem:
    """`gaps` is None for the language that questions are written in."""

    language: Language
    pages: list[Page]
    gaps: Gaps | None


class QuestionsView(IntakePageMixin, View):
    page_title = _("Questions")
    template_name = "forms_app/questions/list.html"

    def get_page_subtitle(self) -> str:
        return str(self.intake)

    def last_breadcrumbs(self) -> list[dict]:
        return [{"url": "", "label": f"{self.page_title}: {self.intake}"}]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        questions = questions_with_words(self.intake.pk)
        items = items_of(questions)
        return super().get_context_data(
            intake=self.intake,
            asked=[each for each in items if not each.question.is_retired],
            retired=[each for each in items if each.question.is_retired],
            languages=languages_of(self.intake, questions),
            source=SOURCE_LANGUAGE,
            may_write_words=self.request.user.has_perm(CHANGE_WORDS),
            can_take_over=not questions and intakes_with_questions().exists(),
            **kwargs,
        )


def items_of(questions: list[Question]) -> list[QuestionItem]:
    by_key = {each.pk: each for each in questions}
    return [
        QuestionItem(each, each.label, *_condition(each, by_key)) for each in questions
    ]


def _condition(each: Question, by_key: dict[int, Question]) -> tuple[str, bool]:
    before = by_key.get(each.condition_question_id or 0)
    if before is None:
        return "", False
    offered = dict(answers_to(before)) if not before.is_retired else {}
    answer = offered.get(each.condition_answer, "…")
    return f"{before.label} → {answer}", each.condition_answer not in offered


def languages_of(intake: Intake, questions: list[Question]) -> list[LanguageItem]:
    gaps = {each.language.code: each for each in gaps_of(questions)}
    pages: dict[str, list[Page]] = {code: [] for code in LANGUAGES}
    for page in pages_asking(intake):
        pages.setdefault(page.locale.language_code, []).append(page)
    return [
        LanguageItem(language, pages[code], gaps.get(code))
        for code, language in LANGUAGES.items()
    ]


def intakes_with_questions():
    """Those that have some to take over."""
    asking = Question.objects.filter(is_retired=False)
    return Intake.objects.filter(pk__in=asking.values("intake"))


def tell_that_it_counts(request: HttpRequest, languages: list[Gaps]) -> None:
    """After each change: it holds everywhere, and whom it waits for."""
    lacking = [each for each in languages if each.missing]
    words = gettext("Saved. It counts now, in all languages.")
    if lacking:
        waiting = ngettext(
            "Words are missing in %(count)d language.",
            "Words are missing in %(count)d languages.",
            len(lacking),
        )
        words = f"{words} {waiting % {'count': len(lacking)}}"
    messages.success(request, words)
