"""One case on one page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from forms_app.engine.bulk_record import BulkCase
from forms_app.engine.history import timeline
from forms_app.engine.inbox.columns import staff_name
from forms_app.engine.notes import Note, record_viewing, write_note
from forms_app.engine.outbox import Message
from forms_app.engine.states import Role
from forms_app.engine.submission import Submission
from forms_app.engine.undoing import undoable_step
from home.languages import language

NOT_FOUND, UNPROCESSABLE = 404, 422


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 3, "dir": "auto"})}
        error_messages = {
            "text": {"required": _("Write something into the note first.")}
        }


class CaseMixin(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A view on a case in this person's scope; for any other, there is none."""

    case: Submission
    viewset: Any = None
    header_icon = "mail"
    # Nobody is written to before somebody has released the case.
    writes_to_the_applicant = False

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # A case in quarantine can be opened: somebody has to decide about it.
        visible = self.model.objects.visible_to(request.user).for_inbox()
        cases = visible.select_related("assigned_to")
        found = cases.filter(pk=kwargs["pk"]).first()
        if found is None:
            return self._no_such_case()
        self.case = found
        if self.writes_to_the_applicant and found.is_quarantined:
            return HttpResponseRedirect(self.case_url)
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @property
    def model(self) -> type[Submission]:
        return self.viewset.model

    def get_page_title(self):
        # The reference, never the name: titles stay in the browser's history.
        return self.case.reference

    def get_breadcrumbs_items(self):
        inbox = {
            "url": self.index_url,
            "label": self.model._meta.verbose_name_plural,
        }
        return [
            *super().get_breadcrumbs_items(),
            inbox,
            {"url": self.case_url, "label": self.case.reference},
        ]

    @property
    def index_url(self) -> str:
        return reverse(self.viewset.get_url_name("index"))

    @property
    def case_url(self) -> str:
        return self.url("case")

    def url(self, name: str, *args) -> str:
        """The address of a view on this case."""
        return reverse(self.viewset.get_url_name(name), args=[self.case.pk, *args])

    def back_to_case(self, words) -> HttpResponseRedirect:
        # In words now: a lazy text would be read in another language later.
        messages.success(self.request, str(words))
        return HttpResponseRedirect(self.case_url)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["case"] = self.case
        context["case_url"] = self.case_url
        context["applicant_language"] = language(self.case.language)
        return context

    def _no_such_case(self) -> HttpResponse:
        return render(
            self.request,
            "forms_app/inbox/no_such_case.html",
            {"index_url": self.index_url},
            status=NOT_FOUND,
        )


class CaseView(CaseMixin, View):
    """Answers, next steps, notes and the timeline; opening it is recorded."""

    permission_required = "view"
    template_name = "forms_app/inbox/case.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        record_viewing(self.case, request.user)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        case, code = self.case, get_language()
        undoable = undoable_step(case)
        return context | {
            "subject": case.subject_in(code),
            "facts": case.facts_for_staff(code),
            "answers": case.answers_in(code),
            "steps": [
                (step, self.url("step", step.name))
                for step in case.workflow.steps_from(case.state, Role.STAFF)
            ],
            "to_tell": [
                (message, self.url("told", message.pk))
                for message in Message.objects.about(case).to_tell()
            ],
            "note_url": self.url("note"),
            "slip_url": self.url("slip"),
            "new_link_url": self.url("new_link"),
            "quarantine_url": reverse(self.viewset.get_url_name("quarantine")),
            "assignee": case.assigned_to and staff_name(case.assigned_to),
            "is_mine": case.assigned_to_id == self.request.user.pk,
            "assign_url": self.url("assign"),
            "reply_url": self.url("reply"),
            "undo_url": self.url("undo"),
            "undoable": undoable,
            "together_url": self._together_url() if undoable else "",
            "timeline": timeline(case),
            "note_form": NoteForm(),
            "may_change": self.user_has_permission("change"),
        }

    def _together_url(self) -> str:
        """Where the step can be undone for all cases that took it at once."""
        taken = BulkCase.objects.with_last_step_of(self.case)
        key = taken.values_list("action__key", flat=True).first()
        return (
            reverse(self.viewset.get_url_name("bulk_result"), args=[key]) if key else ""
        )


class NoteView(CaseView):
    """A note that cannot be saved stands in its field again, with the reason."""

    permission_required = "change"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = NoteForm(request.POST)
        if not form.is_valid():
            context = self.get_context_data() | {"note_form": form}
            return self.render_to_response(context, status=UNPROCESSABLE)
        write_note(self.case, request.user, form.cleaned_data["text"])
        return self.back_to_case(_("The note is saved."))


class ToldView(CaseMixin, View):
    """Somebody phoned the applicant and told them the message."""

    permission_required = "change"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        waiting = Message.objects.about(self.case).to_tell()
        message = waiting.filter(pk=self.kwargs["message_pk"]).first()
        if message is None:
            messages.warning(request, gettext("Somebody has told them already."))
            return HttpResponseRedirect(self.case_url)
        message.mark_told(request.user)
        return self.back_to_case(_("Noted: the applicant knows."))
