"""The quarantine of an inbox: what may be spam, and the decision about it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from forms_app.engine.actors import staff
from forms_app.engine.fields import RowsField
from forms_app.engine.inbox.framing import InboxPageMixin
from forms_app.engine.quarantine import reject_as_spam, release
from forms_app.engine.states import StepRefused
from forms_app.engine.submission import Submission

ON_A_PAGE = 50
Decide = Callable[..., StepRefused | None]
DECISIONS: dict[str, Decide] = {"release": release, "reject": reject_as_spam}
NOTHING_FOLLOWS = _(
    "%(reference)s is released, but nobody has heard of it: %(words)s"
    " Open the case and decide."
)


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=[(each, each) for each in DECISIONS])

    def __init__(self, *args, quarantined, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cases"] = RowsField(quarantined)


class QuarantineView(InboxPageMixin, View):
    permission_required = "view"
    template_name = "forms_app/inbox/quarantine.html"
    page_title = _("Quarantine")
    header_icon = "warning"

    def quarantined(self):
        visible = self.model.objects.visible_to(self.request.user)
        return visible.filter(is_quarantined=True).order_by("-submitted_at", "-pk")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        shows_spam = self.request.GET.get("shown") == "spam"
        found = self.quarantined().filter(is_spam=shows_spam)
        page = Paginator(found, ON_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "page_obj": page,
            "rows": self._rows(page),
            "shows_spam": shows_spam,
            "may_change": self.user_has_permission("change"),
            "quarantine_url": self.url("quarantine"),
        }

    def _rows(self, page: Page) -> list[tuple[Submission, str, str]]:
        """Each case with its address and why it was held when it came."""
        sent = self.model.history.filter(id__in=[case.pk for case in page])
        sent = sent.filter(step="submit")
        reasons = dict(sent.values_list("id", "history_change_reason"))
        return [
            (case, self.url("case", case.pk), reasons.get(case.pk) or "")
            for case in page
        ]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.user_has_permission("change"):
            raise PermissionDenied
        back = HttpResponseRedirect(request.path)
        form = DecisionForm(request.POST, quarantined=self.quarantined())
        if not form.is_valid():
            messages.error(
                request, gettext("Choose at least one case that is still here.")
            )
            return back
        decide = DECISIONS[form.cleaned_data["decision"]]
        cases = form.cleaned_data["cases"]
        self._tell(sum(self._is_done(decide, each) for each in cases))
        return back

    def _is_done(self, decide: Decide, case: Submission) -> bool:
        """Each case for itself; what hinders it, or what should follow it, is told."""
        try:
            hindered = decide(case, by=staff(self.request.user))
        except StepRefused as refused:
            messages.warning(self.request, f"{case.reference}: {refused.words}")
            return False
        if hindered is not None:
            told = {"reference": case.reference, "words": hindered.words}
            messages.warning(self.request, NOTHING_FOLLOWS % told)
        return True

    def _tell(self, done: int) -> None:
        if done:
            words = ngettext("Done: %(count)d case.", "Done: %(count)d cases.", done)
            messages.success(self.request, words % {"count": done})
