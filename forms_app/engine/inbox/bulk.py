"""One act for many cases: first who would change and who not, then the results."""

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from forms_app.engine.actors import staff
from forms_app.engine.inbox.acts import Act, acts_for_several
from forms_app.engine.inbox.framing import InboxPageMixin
from forms_app.engine.inbox.rehearsal import rehearse, take
from forms_app.engine.inbox.selection import in_scope, matching
from forms_app.engine.submission import Submission

UNPROCESSABLE = 422
# Each case is a transaction, and nobody waits a minute for a page.
AT_ONCE = 200


class BulkForm(forms.Form):
    """`seen` holds `key:number` of the cases that the preview showed as changing, the
    number being what the act knows a case by.
    """

    act = forms.ChoiceField(
        error_messages={
            "required": _("Choose first what to do."),
            "invalid_choice": _("This cannot be done here. Choose something else."),
        }
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Please give a reason.")},
    )
    filters = forms.CharField(required=False, max_length=5000)
    seen = forms.CharField(required=False, max_length=20_000)

    def __init__(self, *args, acts: dict[str, Act], taking: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.acts = acts
        names: Any = self.fields["act"]
        names.choices = [(name, name) for name in acts]
        act = acts.get(self.data.get("act", ""))
        self.fields["reason"].required = bool(taking and act and act.needs_reason)

    @property
    def chosen(self) -> Act:
        return self.acts[self.cleaned_data["act"]]

    def clean_seen(self) -> dict[int, int]:
        """Numbers by primary key; what is no pair of numbers is left out."""
        pairs = (each.partition(":") for each in self.cleaned_data["seen"].split(","))
        return {
            int(key): int(number)
            for key, _colon, number in pairs
            if is_key(key) and is_key(number)
        }


def is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


class BulkView(InboxPageMixin, View):
    """GET rehearses the act for the ticked cases; POST does it, or rehearses anew."""

    permission_required = "change"
    page_title = _("Several cases at once")
    template_name = "forms_app/inbox/bulk.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = BulkForm(request.GET, acts=self._acts)
        if not form.is_valid():
            return self._cannot(form.errors.get("act") or form.errors)
        return self._preview(form, self._ticked(request.GET, form))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        again = request.POST.get("action") == "preview"
        form = BulkForm(request.POST, acts=self._acts, taking=not again)
        if "act" in form.errors:
            return self._cannot(form.errors["act"])
        if not form.is_valid() or again:
            status = 200 if form.is_valid() else UNPROCESSABLE
            return self._preview(form, self._ticked(request.POST, form), status)
        return self._take(form)

    def _take(self, form: BulkForm) -> HttpResponse:
        seen, reason = form.cleaned_data["seen"], form.cleaned_data["reason"]
        cases = self._scope.filter(pk__in=list(seen)[:AT_ONCE])
        # As the person saw it: whatever changed since then is refused.
        as_seen = [(case, seen[case.pk]) for case in cases]
        outcomes = take(as_seen, form.chosen, staff(self.request.user), reason)
        return self._show("forms_app/inbox/bulk_results.html", form, outcomes)

    def _preview(self, form: BulkForm, cases: list[Submission], status: int = 200):
        if not cases:
            return self._cannot([_("Select at least one case.")])
        some, act = cases[:AT_ONCE], form.chosen
        reason = form.cleaned_data.get("reason", "")
        outcomes = rehearse(some, act, staff(self.request.user), reason)
        changing = [each.case for each in outcomes if not each.refused]
        return self._show(
            self.template_name,
            form,
            outcomes,
            status=status,
            keys=[case.pk for case in some],
            seen=",".join(f"{case.pk}:{act.seen(case)}" for case in changing),
            selected=len(cases),
        )

    @cached_property
    def _acts(self) -> dict[str, Act]:
        return acts_for_several(self.model, self.request.user)

    @cached_property
    def _scope(self):
        return in_scope(self.viewset, self.request.user).order_by(
            "-submitted_at", "-pk"
        )

    def _ticked(self, data: QueryDict, form: BulkForm) -> list[Submission]:
        """At most one more than can be moved; keys beyond the scope find nothing."""
        if data.get("all"):
            query = QueryDict(form.cleaned_data.get("filters", ""))
            return list(matching(self.viewset, self.request, query)[: AT_ONCE + 1])
        keys = [int(key) for key in data.getlist("case")[: AT_ONCE + 1] if is_key(key)]
        return list(self._scope.filter(pk__in=keys))

    def _show(self, template, form: BulkForm, outcomes, status: int = 200, **more):
        self.template_name = template
        context = self.get_context_data(
            form=form,
            act=form.chosen,
            filters=form.cleaned_data.get("filters", ""),
            list_url=self._list_url(form),
            changed=[
                (each.case, self.url("case", each.case.pk), "")
                for each in outcomes
                if not each.refused
            ],
            skipped=[
                (each.case, self.url("case", each.case.pk), each.refused)
                for each in outcomes
                if each.refused
            ],
            too_many=more.get("selected", 0) > AT_ONCE,
            at_once=AT_ONCE,
            **more,
        )
        return self.render_to_response(context, status=status)

    def _list_url(self, form: BulkForm) -> str:
        """Back to the list as the person had narrowed it."""
        query = QueryDict(form.cleaned_data.get("filters", "")).urlencode()
        return f"{self.index_url}?{query}" if query else self.index_url

    def _cannot(self, words) -> HttpResponse:
        self.template_name = "forms_app/inbox/bulk_refused.html"
        context = self.get_context_data(words=words)
        return self.render_to_response(context, status=UNPROCESSABLE)
