"""Questions of forms, in the overview of what waits for translators."""

from collections.abc import Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from forms_app.engine.fields.question import Question
from forms_app.engine.fields.question_gaps import Gaps, gaps_of
from forms_app.engine.question_editor.base_views import CHANGE_WORDS
from forms_app.engine.submission import Intake
from home.translating.beside_pages import WordsBesidePages


class QuestionsToTranslate(WordsBesidePages):
    name = "questions"
    heading = _("Words of the questions")
    template_name = "forms_app/questions/to_translate.html"

    @property
    def is_shown(self) -> bool:
        return self.request.user.has_perm(CHANGE_WORDS)

    @property
    def count(self) -> int:
        found = [gaps for _intake, some in self.lacking for gaps in some]
        return sum(gaps.missing + gaps.changed for gaps in found)

    @cached_property
    def lacking(self) -> list[tuple[Intake, list[Gaps]]]:
        """Each intake with the languages that lack words: two queries for all."""
        questions = Question.objects.select_related("intake")
        ordered = questions.order_by("intake__name", "intake_id", "position")
        by_intake = groupby(ordered.prefetch_related("words"), key=attrgetter("intake"))
        found = [(intake, gaps_of(list(some))) for intake, some in by_intake]
        return [
            (intake, lack) for intake, gaps in found if (lack := [*filter(None, gaps)])
        ]

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict:
        return {"name": self.name, "heading": self.heading, "lacking": self.lacking}
