"""Sending a reply from a template: read it in both languages, then send it."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from forms_app.engine.inbox.case import CaseMixin
from forms_app.engine.outbox import Message, enqueue_reply
from forms_app.engine.outbox.wording import readable
from forms_app.engine.outbox.writing import render_reply
from forms_app.engine.replies import ReplyTemplate
from forms_app.engine.states import StepRefused
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import CaseChanged
from home.languages import language

CONFLICT, UNPROCESSABLE = 409, 422


class ReplyForm(forms.Form):
    """`last_message` is the newest message of the case that the person has seen."""

    template = forms.ModelChoiceField(
        queryset=ReplyTemplate.objects.none(),
        label=_("Reply"),
        empty_label=_("Choose a reply"),
        error_messages={
            "required": _("Choose a reply first."),
            "invalid_choice": _("This reply does not exist any more."),
        },
    )
    last_message = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, case: Submission, **kwargs):
        super().__init__(*args, **kwargs)
        templates = ReplyTemplate.objects.prefetch_related("wordings")
        suitable = [each.pk for each in templates if each.suits(case)]
        choice: Any = self.fields["template"]
        choice.queryset = templates.filter(pk__in=suitable)


class ReplyView(CaseMixin, View):
    """GET chooses and previews a template; POST sends it."""

    permission_required = "change"
    writes_to_the_applicant = True
    template_name = "forms_app/inbox/reply.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "template" not in request.GET:
            return self._show(ReplyForm(case=self.case))
        form = ReplyForm(request.GET, case=self.case)
        if not form.is_valid():
            return self._show(form, status=UNPROCESSABLE)
        return self._preview(form)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = ReplyForm(request.POST, case=self.case)
        if not form.is_valid():
            return self._show(form, status=UNPROCESSABLE)
        try:
            self._send(form)
        except StepRefused as refused:
            return self._show(form, status=CONFLICT, refused=refused.words)
        return self.back_to_case(_("The reply is on its way."))

    def _preview(self, form: ReplyForm) -> HttpResponse:
        template = form.cleaned_data["template"]
        codes = list(dict.fromkeys([self.case.language, get_language()]))
        found = template.wordings_in(codes)
        preview = [self._in_language(code, *words) for code, words in found.items()]
        try:
            template.wordings_for(self.case)
        except StepRefused as refused:
            return self._show(form, preview=preview, missing=refused.words)
        last = _last_message(self.case)
        return self._show(form, preview=preview, chosen=template, last_message=last)

    def _in_language(self, code: str, subject: str, text: str) -> dict:
        subject, text = render_reply(self.case, subject, text, code)
        return {"language": language(code), "subject": subject, "text": readable(text)}

    def _send(self, form: ReplyForm) -> None:
        """A double click, and two people who answer at once, give one reply."""
        with transaction.atomic():
            model = type(self.case)
            case = model.objects.select_for_update().get(pk=self.case.pk)
            if _last_message(case) != form.cleaned_data["last_message"]:
                raise CaseChanged(
                    _("Somebody wrote to this person a moment ago. Look again.")
                )
            wordings = form.cleaned_data["template"].wordings_for(case)
            enqueue_reply(case, wordings, self.request.user)

    def _show(self, form: ReplyForm, status: int = 200, **more) -> HttpResponse:
        context = self.get_context_data(form=form, **more)
        return self.render_to_response(context, status=status)


def _last_message(case: Submission) -> int | None:
    about = Message.objects.about(case).order_by("-pk")
    return about.values_list("pk", flat=True).first()
