"""One act for several cases: first the plan, then the results."""

import uuid
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from forms_app.engine.actors import Actor, staff
from forms_app.engine.bulk_record import BulkAction
from forms_app.engine.inbox.bulk_actions import Act, acts_for_several, steps_one_by_one
from forms_app.engine.inbox.bulk_forms import BulkForm, is_key, write_plan
from forms_app.engine.inbox.bulk_summary import summary
from forms_app.engine.inbox.bulk_taking import Taking, keep_plan
from forms_app.engine.inbox.bulk_work import go_through
from forms_app.engine.inbox.framing import InboxPageMixin
from forms_app.engine.inbox.selection import in_scope, matching
from forms_app.engine.submission import Submission

SEE_OTHER, NOT_FOUND, UNPROCESSABLE = 303, 404, 422
# Each case is a transaction, and nobody waits a minute for a page.
AT_ONCE = 200
OLDEST_FIRST = ("submitted_at", "pk")
ONE_BY_ONE = _(
    "This step asks for something else in each case. Open the cases one by one."
)


class BulkMixin(InboxPageMixin):
    permission_required = "change"

    @cached_property
    def by(self) -> Actor:
        return staff(self.request.user)

    @cached_property
    def acts(self) -> dict[str, Act]:
        return acts_for_several(self.model, self.request.user)

    @cached_property
    def scope(self):
        """Whoever came first comes first."""
        scope = in_scope(self.viewset, self.request.user)
        return scope.order_by(*OLDEST_FIRST)

    def line(self, case: Submission) -> dict[str, Any]:
        """A case among others: who, and what it is about in the column of the list."""
        about = self.viewset.more_columns[0].get_value(case)
        return {"case": case, "url": self.url("case", case.pk), "about": about}

    def list_url(self, filters: str) -> str:
        """Back to the list as the person had narrowed it."""
        query = QueryDict(filters).urlencode()
        return f"{self.index_url}?{query}" if query else self.index_url

    def to_results(self, action: BulkAction, filters: str) -> HttpResponse:
        address = self.url("bulk_result", action.key)
        if filters:
            address += f"?{urlencode({'filters': filters})}"
        return HttpResponseRedirect(address, status=SEE_OTHER)

    def cannot(self, words) -> HttpResponse:
        self.template_name = "forms_app/inbox/bulk_refused.html"
        context = self.get_context_data(words=words)
        return self.render_to_response(context, status=UNPROCESSABLE)


class BulkView(BulkMixin, View):
    """GET plans the act for the ticked cases; POST does it, or plans it anew."""

    page_title = _("Several cases at once")
    template_name = "forms_app/inbox/bulk.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = BulkForm(request.GET, acts=self.acts)
        if not form.is_valid():
            return self._refuse(form)
        return self._plan(form, self._ticked(request.GET, form))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        again = request.POST.get("action") == "preview"
        form = BulkForm(request.POST, acts=self.acts, taking=not again)
        form.full_clean()
        if "act" in form.errors:
            return self._refuse(form)
        cases = self._ticked(request.POST, form)
        if not cases:
            return self.cannot([_("Select at least one case.")])
        asked = form.chosen.form_for(cases[0], request.POST)
        if not form.is_valid() or not (asked is None or asked.is_valid()):
            return self._plan(form, cases, asked, UNPROCESSABLE)
        if again:
            return self._plan(form, cases, asked)
        return self._take(form, cases, asked)

    def _take(self, form: BulkForm, cases: list[Submission], asked) -> HttpResponse:
        """As the person saw it: whoever changed since then is left alone."""
        reason, details = form.cleaned_data["reason"], asked and asked.cleaned_data
        action = self._recorded(form, cases, reason, details)
        if (action.person_id, action.act) != (self.by.user.pk, form.chosen.name):
            return self.cannot([_("This page was used already. Look again.")])
        act = form.chosen
        go_through(Taking(action, self.model, act, self.by, reason, details))
        return self.to_results(action, form.cleaned_data["filters"])

    def _recorded(
        self, form: BulkForm, cases: list[Submission], reason: str, details
    ) -> BulkAction:
        """New, or the one that the same page made when it was sent before."""
        key, shown = form.cleaned_data["key"], form.cleaned_data["plan"]
        known = BulkAction.objects.filter(key=key)
        if found := known.first():
            return found
        planned = form.chosen.plan(cases[:AT_ONCE], self.by, reason, details)
        try:
            return keep_plan(key, form.chosen, self.by, planned, shown)
        except IntegrityError:  # it was sent twice at the same moment
            return known.get()

    def _plan(
        self, form: BulkForm, cases: list[Submission], asked=None, status: int = 200
    ) -> HttpResponse:
        if not cases:
            return self.cannot([_("Select at least one case.")])
        some, act = cases[:AT_ONCE], form.chosen
        asked = asked or act.form_for(cases[0])
        reason, details = form.cleaned_data.get("reason", ""), told_in(asked)
        planned = act.plan(some, self.by, reason, details)
        context = self.get_context_data(
            form=form,
            act=act,
            asked=asked,
            may_take=asked is None or details is not None,
            keys=[case.pk for case in some],
            plan=write_plan(act, planned),
            key=uuid.uuid4(),
            filters=form.cleaned_data.get("filters", ""),
            list_url=self.list_url(form.cleaned_data.get("filters", "")),
            too_many=len(cases) > AT_ONCE,
            at_once=AT_ONCE,
            **summary(act, planned, reason, details, self.line),
        )
        return self.render_to_response(context, status=status)

    def _ticked(self, data: QueryDict, form: BulkForm) -> list[Submission]:
        """At most one more than can be moved; keys beyond the scope find nothing."""
        if data.get("all"):
            query = QueryDict(form.cleaned_data.get("filters", ""))
            found = matching(self.viewset, self.request, query)
            return list(found.order_by(*OLDEST_FIRST)[: AT_ONCE + 1])
        keys = [int(key) for key in data.getlist("case")[: AT_ONCE + 1] if is_key(key)]
        return list(self.scope.filter(pk__in=keys))

    def _refuse(self, form: BulkForm) -> HttpResponse:
        alone = {step.name for step in steps_one_by_one(self.model)}
        if form.data.get("act") in alone:
            return self.cannot([ONE_BY_ONE])
        return self.cannot(form.errors.get("act") or form.errors.values())


def told_in(asked: Any) -> dict | None:
    """What was filled into the form of a step, if it can be taken so."""
    if asked is None or not (asked.is_bound and asked.is_valid()):
        return None
    return asked.cleaned_data
