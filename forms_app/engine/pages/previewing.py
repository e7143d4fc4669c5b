"""What editors see of a form before they publish it: each step, errors, the end.

The confirmation and the mail need a case. It is made up and never stored: a kind says
of a case that is not stored what a new one would have.
"""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from forms_app.engine.fields import ContactForm
from forms_app.engine.outbox.writing import (
    STATUS_LINK_MARK,
    languages_of,
    render_message,
)
from forms_app.engine.pages.steps import FormStep
from forms_app.engine.pages.walk import step_context
from forms_app.engine.submission import Intake, Submission
from home.languages import language

FORM, ERRORS, CONFIRMATION, MAIL = "", "errors", "confirmation", "mail"
STEP = "step-"
EXAMPLE = {"full_name": "Olena Example", "email": "olena@example.org"}


class PreviewedForm:
    """A form page with a preview of everything that people will see.

    A workflow's page says what its form would be about (`example_about`), and what
    an example of its cases is (`example_case`).
    """

    # What the form page brings along.
    case_model: ClassVar[type[Submission]]
    consent_text: str
    intake: Any
    intake_id: int | None
    rows: Any
    make_form: Callable[..., ContactForm]
    steps_of: Callable[[ContactForm], list[FormStep]]
    get_context: Callable[..., dict]
    _fill: Callable[..., HttpResponse]
    _show: Callable[..., TemplateResponse]

    # The message that people get after sending.
    first_message = "received"
    # A form about a room or a course run cannot be shown while there is none.
    needs_about = False

    def example_about(self) -> Any:
        """Something that the form can be about, or None."""
        return None

    def example_case(self, about: Any) -> Submission:
        """An unsaved case of this kind."""
        return self.case_model()

    # Wagtail's part ----------------------------------------------------------------

    default_preview_mode = FORM

    @cached_property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The form comes first, then each of its further steps."""
        return [
            (FORM, _("Form")),
            *self._modes_of_steps(),
            (ERRORS, _("Form with errors")),
            (CONFIRMATION, _("After sending")),
            (MAIL, _("E-mail after sending")),
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        about = self.example_about()
        if about is None and self.needs_about:
            return super().serve_preview(request, mode_name)  # type: ignore[misc]
        if mode_name == CONFIRMATION:
            case = self._case_that_nobody_sent(about)
            return self._show(request, about, "confirmation", case=case).render()
        if mode_name == MAIL:
            return self._mail(request, self._case_that_nobody_sent(about))
        if mode_name == ERRORS:
            form = self.make_form(QueryDict())
            return self._fill(request, about, form, self.steps_of(form)[0])
        return self._show_step(request, about, mode_name.removeprefix(STEP))

    # Steps -------------------------------------------------------------------------

    def _modes_of_steps(self) -> Iterator[tuple[str, Any]]:
        if self.example_about() is None and self.needs_about:
            return
        form = self._with_every_question()
        for number, step in enumerate(self.steps_of(form)[1:], start=2):
            title = _("Step %(number)d: %(title)s")
            yield f"{STEP}{step.key}", title % {"number": number, "title": step.title}

    def _show_step(self, request: HttpRequest, about: Any, key: str) -> HttpResponse:
        form = self._with_every_question()
        steps = self.steps_of(form)
        step: FormStep = next((each for each in steps if each.key == key), steps[0])
        context = step_context(form, steps, step, is_changing=False)
        return self._show(request, about, "fill", **context)

    def _with_every_question(self) -> ContactForm:
        """Also those that are asked only after some answer: each such answer is given.

        No visitor sees them all at once, but an editor has to read each of them.
        """
        answers: dict[str, list[str]] = {}
        for row in self.rows:
            if row.condition is not None:
                question, answer = row.condition
                answers.setdefault(question, []).append(answer)
        form = self.make_form(initial=answers)
        form.initial = {}
        return form

    # A case that nobody sent -------------------------------------------------------

    def _case_that_nobody_sent(self, about: Any) -> Submission:
        case = self.example_case(about)
        for name, value in EXAMPLE.items():
            setattr(case, name, value)
        case.intake = self._intake_or_another()
        case.language = get_language()
        case.consent_wording = self.consent_text
        # No step leads to a case that never was, so none writes its state.
        case.state = case.workflow.initial
        case.state_since = timezone.now()
        return case

    def _intake_or_another(self) -> Intake:
        """A new page may not have its intake yet."""
        if self.intake_id:
            return self.intake
        return Intake.objects.first() or Intake(name="–")

    def _mail(self, request: HttpRequest, case: Submission) -> HttpResponse:
        parts = [
            (language(code), *render_message(case, self.first_message, code))
            for code in languages_of(case)
        ]
        shown = [(where, _as_people_see_it(text)) for where, _subject, text in parts]
        context = self.get_context(request) | {
            "recipient": case.email,
            "subject": parts[0][1],
            "parts": shown,
        }
        return TemplateResponse(
            request, "forms_app/form/mail_preview.html", context
        ).render()


def _as_people_see_it(text: str) -> str:
    link = str(_("[a secret link to the case]"))
    return text.replace(STATUS_LINK_MARK, link)
