"""Taking a step: first its consequences, then the button."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from forms_app.engine.actors import staff
from forms_app.engine.inbox.case import CaseMixin
from forms_app.engine.inbox.preview import preview_message
from forms_app.engine.states import Role, Step, StepRefused
from forms_app.engine.transitions import perform

CONFLICT, UNPROCESSABLE = 409, 422


class StepForm(forms.Form):
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value"),
            _("Look at the case again, then take the step."),
        ),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Please give a reason.")},
    )

    def __init__(self, *args, step: Step, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = step.needs_reason


class StepView(CaseMixin, View):
    """GET shows the step with the message it sends; POST takes it."""

    permission_required = "change"
    template_name = "forms_app/inbox/step.html"

    @cached_property
    def step(self) -> Step | None:
        """The step of the address, if the table allows it to staff just now."""
        possible = self.case.workflow.steps_from(self.case.state, Role.STAFF)
        return next(
            (each for each in possible if each.name == self.kwargs["step"]), None
        )

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.step is None:
            return self._refused(_("This step is not possible in the present state."))
        form = StepForm(initial={"version": self.case.version}, step=self.step)
        return self._show(self.step, form, self.step.form_for(self.case))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.step is None:
            return self._refused(_("This step is not possible in the present state."))
        form = StepForm(request.POST, step=self.step)
        asked = self.step.form_for(self.case, request.POST)
        if not all(each.is_valid() for each in (form, asked) if each is not None):
            return self._show(self.step, form, asked, status=UNPROCESSABLE)
        try:
            return self._show_or_take(self.step, form, asked)
        except StepRefused as refused:
            return self._refused(refused.words, form, asked)

    def _show_or_take(self, step: Step, form: StepForm, asked) -> HttpResponse:
        """A message that depends on the details is shown when somebody asks for it."""
        details = asked.cleaned_data if asked is not None else None
        if "preview" in self.request.POST:
            return self._show(step, form, asked, details)
        perform(
            self.case,
            step.name,
            by=staff(self.request.user),
            reason=form.cleaned_data["reason"],
            seen_version=form.cleaned_data["version"],
            details=details,
        )
        return self.back_to_case(_("Done: %(step)s.") % {"step": step.label})

    def _show(
        self, step: Step, form: StepForm, asked, details=None, status: int = 200
    ) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            asked=asked,
            step=step,
            preview=preview_message(self.case, step, get_language(), details),
        )
        return self.render_to_response(context, status=status)

    def _refused(self, words, form: StepForm | None = None, asked=None) -> HttpResponse:
        """Nothing changed. What was typed stays to be copied."""
        typed = form.cleaned_data["reason"] if form else self.request.POST.get("reason")
        context = self.get_context_data(
            refused=words, typed_reason=typed, typed_details=asked
        )
        return self.render_to_response(context, status=CONFLICT)
