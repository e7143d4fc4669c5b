"""The questions in the editor of a form page: to read there, to change elsewhere."""

from typing import Any

from wagtail.admin.panels import Panel

from forms_app.engine.fields.question_gaps import missing_in
from home.languages import SOURCE_LANGUAGE, language


class QuestionsPanel(Panel):
    """They belong to the intake, and what is changed there counts in all languages."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "forms_app/questions/panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance
            context = super().get_context_data(parent_context)
            if page.pk is None or not page.intake_id:
                return context
            code = page.locale.language_code
            return context | {
                "intake": page.intake,
                "rows": [each for each in page.rows if not each.is_retired],
                "language": language(code),
                "is_source": code == SOURCE_LANGUAGE.code,
                "missing": missing_in(page.intake_id, code),
                "may_change": self.request.user.has_perm("forms_app.change_question"),
                "may_write_words": self.request.user.has_perm(
                    "forms_app.change_questionwords"
                ),
            }
