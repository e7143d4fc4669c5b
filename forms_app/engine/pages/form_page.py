"""A Wagtail page with a form: fill in, check the answers, send, confirmation."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail_localize.fields import SynchronizedField

from forms_app.engine.fields import (
    AnswerFormBuilder,
    ContactForm,
    QuestionRow,
    record_answers,
    rows_of,
)
from forms_app.engine.pages.check_rows import check_rows
from forms_app.engine.pages.completeness import PublishedWhenComplete, missing_words
from forms_app.engine.pages.confirmation import ConfirmedForm
from forms_app.engine.pages.previewing import PreviewedForm
from forms_app.engine.pages.questions_panel import QuestionsPanel
from forms_app.engine.pages.senders import Sender, Visitor, WorkNeeded
from forms_app.engine.pages.steps import FormStep, ask_what_applies, steps_of
from forms_app.engine.pages.typed_answers import typed_answers
from forms_app.engine.pages.walk import Walk, blame_only, find_step, step_context
from forms_app.engine.states import StepRefused
from forms_app.engine.submission import Intake, Submission
from home.fallback import language_of_words
from home.kept_forms import TakesForms
from home.languages import Language
from home.models import PageWithFactsManager, SitePage
from home.phrases import Phrase
from home.privacy_headers import keep_nowhere, keep_private
from home.search.kinds import Kind
from home.site_of_request import find_site

CONFLICT = 409


class FormPageManager(PageWithFactsManager):
    """A form page always comes with its intake: every view asks whether it is open."""

    facts = ("intake",)


class FormPage(
    PublishedWhenComplete,
    PreviewedForm,
    ConfirmedForm,
    TakesForms,
    RoutablePageMixin,
    SitePage,
):
    """The public side of one intake in one language.

    A workflow's page names its fixed form, builds the case, and says what the form
    is about (`about`: a course run, a room; None where there is nothing to choose).
    """

    kind_to_search = Kind.FORM
    is_in_sitemap = False
    case_model: ClassVar[type[Submission]]
    form_class: ClassVar[type[ContactForm]]
    # Who fills in the form. Staff who enter a case for a visitor set another one.
    sender: Sender = Visitor()

    intake = models.ForeignKey(
        Intake,
        verbose_name=_("intake"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_(
            "All languages of this form collect into the same intake and ask its "
            "questions."
        ),
    )
    consent_text = models.TextField(
        _("what people agree to"),
        help_text=_("Stored with each case in the words that the person saw."),
    )
    confirmation_text = models.TextField(
        _("after sending"),
        blank=True,
        help_text=_("Shown under the reference number. The next step comes by itself."),
    )

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("intake"),
        QuestionsPanel(heading=_("More questions")),
        FieldPanel("consent_text"),
        FieldPanel("confirmation_text"),
    ]
    override_translatable_fields = [
        *SitePage.override_translatable_fields,
        SynchronizedField("intake", overridable=False),
    ]

    class Meta:
        abstract = True

    # What a workflow's page says ---------------------------------------------------

    def refusal(self, about: Any) -> StepRefused | None:
        """Why nobody can send this form now, or None."""
        return None

    def build_case(self, about: Any, cleaned: dict) -> Submission:
        """An unsaved case with what its kind needs besides the common part."""
        raise TypeError(f"{type(self).__name__} does not say how to build a case.")

    def form_context(self, about: Any) -> dict:
        """What the templates show about `about`."""
        return {}

    def refusal_context(self, about: Any) -> dict:
        """What people can do instead, for the page that refuses the form."""
        return {}

    def address_of(self, about: Any, request: HttpRequest) -> str:
        """Where the form about this is found."""
        return self.get_url(request)

    # The journey -------------------------------------------------------------------

    def serve_form(self, request: HttpRequest, about: Any = None) -> HttpResponse:
        """One address for the whole way; the buttons say which step is meant."""
        if request.method == "POST":
            return keep_private(self._take(request, about))
        refused = self.closed() or self.refusal(about)
        if refused is not None:
            return keep_private(self._refused(request, about, refused))
        return keep_nowhere(self._fill(request, about, self.make_form()))

    def _take(self, request: HttpRequest, about: Any) -> HttpResponse:
        """Whatever happens next, the answers of this request are on the next page."""
        button = "change" if "change" in request.POST else request.POST.get("step")
        if button in {"change", "back"}:
            return self._go_back(request, about, button)
        form = self.make_form(request.POST)
        walk = Walk.of(form, self.steps_of(form), request.POST)
        wrong = walk.wrong_step(everything=button == "send")
        if wrong is not None:
            return self._fill(request, about, form, wrong, walk.is_changing)
        following = None if button == "send" else walk.next_step()
        if following is not None:
            form = self._form_to_change(request)
            return self._fill(request, about, form, following, walk.is_changing)
        if button == "send":
            return self._send(request, about, form)
        refused = self.closed() or self.refusal(about)
        if refused is not None:
            return self._refused(request, about, refused, form)
        rows = check_rows(form, walk.steps)
        return self._show(request, about, "check", form=form, rows=rows)

    def _go_back(self, request: HttpRequest, about: Any, button: str) -> HttpResponse:
        form = self._form_to_change(request)
        walk = Walk.of(form, self.steps_of(form), request.POST)
        if button == "back":
            return self._fill(request, about, form, walk.step_before())
        step = find_step(walk.steps, request.POST.get("change"))
        return self._fill(request, about, form, step, is_changing=step is not None)

    def _send(self, request: HttpRequest, about: Any, form: ContactForm):
        """`submit` refuses by itself, and knows a form that was sent already."""
        case = self._case(about, form.cleaned_data)
        try:
            case = self.sender.send(request, case)
        except WorkNeeded:
            rows = check_rows(form, self.steps_of(form))
            return self._show(request, about, "check", form=form, rows=rows)
        except StepRefused as refused:
            return self._refused(request, about, refused, form)
        return self.sender.sent(request, case, f"{request.path}sent/")

    def _fill(
        self,
        request,
        about,
        form: ContactForm,
        step: FormStep | None = None,
        is_changing: bool = False,
    ) -> HttpResponse:
        """The page of one step, or of the first."""
        steps = self.steps_of(form)
        step = step or steps[0]
        if form.is_bound:
            blame_only(form, steps, step)
        context = step_context(form, steps, step, is_changing)
        context["has_foreign_words"] = self._has_foreign_words(form)
        return self._show(request, about, "fill", **context)

    def _refused(
        self, request, about, refused: StepRefused, form: forms.Form | None = None
    ) -> HttpResponse:
        response = self._show(
            request,
            about,
            "refused",
            words=refused.words,
            form=form,
            **self.refusal_context(about),
        )
        response.status_code = CONFLICT
        return response

    def _show(self, request, about: Any, name: str, **more) -> TemplateResponse:
        find_site(request)  # with what the frame asks of it: a POST has not yet
        context = self.get_context(request) | self.form_context(about) | more
        context |= {"about": about, "action": self.address_of(about, request)}
        context |= self.sender.context(request, self, name)
        folder = self.kind.replace("-", "_")
        templates = [f"forms_app/{folder}/{name}.html", f"forms_app/form/{name}.html"]
        return TemplateResponse(request, templates, context)

    def closed(self) -> StepRefused | None:
        """The intake's switch and times, the same for every language and workflow."""
        return self.intake.refusal_at(timezone.now())

    # Forms and cases ---------------------------------------------------------------

    @property
    def kind(self) -> str:
        """For `data-form`, so that a monitoring script finds the form."""
        return self.case_model.kind

    @cached_property
    def rows(self) -> list[QuestionRow]:
        """The editor's questions and steps in this language, the retired ones too."""
        if self.intake_id is None:  # a page that is being made
            return []
        return rows_of(self.intake_id, self.locale.language_code)

    @cached_property
    def language_of_words(self) -> Language:
        """Of the page's own texts; those of its questions know theirs."""
        return language_of_words(self)

    def read_questions(self) -> list[QuestionRow]:
        return self.rows

    def answers_in_words(self, data: QueryDict) -> Iterator[tuple[Any, str]]:
        return typed_answers(self._every_question(data, None))

    def make_form(self, data=None, initial: dict | None = None) -> ContactForm:
        """All questions that apply to what was typed: fixed, the editor's, consent."""
        form = self._every_question(data, initial)
        form.depends = ask_what_applies(form, self.rows)
        return form

    def make_fixed_form(self, data, initial: dict | None) -> ContactForm:
        """The workflow's own questions."""
        return self.form_class(data, initial=initial)

    def steps_of(self, form: ContactForm) -> list[FormStep]:
        return steps_of(form, self.rows, form.depends)

    def _every_question(self, data, initial: dict | None) -> ContactForm:
        form = self.make_fixed_form(data, initial)
        asked = [row for row in self.rows if self._asks(row)]
        form.fields |= AnswerFormBuilder(asked).formfields
        consent = Phrase(self.consent_text, self.language_of_words)
        form.fields["consent"].help_text = consent
        form.order_fields([each for each in form.fields if each != "consent"])
        return form

    def _asks(self, row: QuestionRow) -> bool:
        return row.is_current if self.sender.asks_what_waits else row.is_asked

    def _has_foreign_words(self, form: ContactForm) -> bool:
        """Since the page was published, its source may have got new words."""
        code = self.locale.language_code
        asked = [row for row in self.rows if row.clean_name in form.fields]
        lacking = any(row.lacks_words_in(code) for row in asked)
        return lacking or bool(missing_words(self))

    def _form_to_change(self, request: HttpRequest) -> ContactForm:
        """The same answers once more, not judged yet."""
        every_field = self._every_question(None, None).fields
        typed = {
            name: field.widget.value_from_datadict(request.POST, {}, name)
            for name, field in every_field.items()
        }
        return self.make_form(initial=typed)

    def _case(self, about: Any, cleaned: dict) -> Submission:
        case = self.build_case(about, cleaned)
        case.intake = self.intake
        case.language = get_language()
        case.idempotency_key = cleaned["idempotency_key"]
        case.full_name = cleaned["full_name"]
        case.email = cleaned["email"]
        case.phone, case.phone_as_typed = cleaned["phone"]
        case.answers = record_answers(self.rows, cleaned)
        case.consent_wording = self.consent_text
        return case
