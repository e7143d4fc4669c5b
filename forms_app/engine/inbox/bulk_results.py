"""What came of an act for several cases, and the button that takes it back."""

from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from forms_app.engine.bulk_record import BulkAction, BulkCase
from forms_app.engine.inbox.bulk import NOT_FOUND, BulkMixin
from forms_app.engine.inbox.bulk_actions import Act, StepAct, act_named
from forms_app.engine.inbox.bulk_report import others_told, report
from forms_app.engine.inbox.bulk_undoing import Undoing
from forms_app.engine.inbox.bulk_work import go_through
from forms_app.engine.submission import Submission


class BulkRecordMixin(BulkMixin):
    """A record with cases in this person's scope; for any other, there is none."""

    page_title = _("Several cases at once")

    @cached_property
    def action(self) -> BulkAction | None:
        known = BulkAction.objects.filter(kind=self.model.kind)
        return known.filter(key=self.kwargs["key"]).first()

    @cached_property
    def act(self) -> Act | None:
        if self.action is None or not self.cases:
            return None
        return act_named(self.model, self.action.act, self.request.user)

    @cached_property
    def rows(self) -> list[BulkCase]:
        return [] if self.action is None else list(self.action.cases.all())

    @cached_property
    def cases(self) -> dict[str, Submission]:
        """Those of the record that this person may see, by reference."""
        found = self.scope.filter(reference__in=[row.reference for row in self.rows])
        return {case.reference: case for case in found}

    def no_such_record(self) -> HttpResponse:
        context = {"index_url": self.index_url}
        page = "forms_app/inbox/no_such_case.html"
        return render(self.request, page, context, status=NOT_FOUND)


class BulkResultView(BulkRecordMixin, View):
    template_name = "forms_app/inbox/bulk_results.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.action is None or self.act is None:
            return self.no_such_record()
        filters = request.GET.get("filters", "")
        found = report(self.act, self.rows, self.cases, self.line)
        context = self.get_context_data(
            act=self.act,
            action=self.action,
            filters=filters,
            list_url=self.list_url(filters),
            undo_url=self.url("bulk_undo", self.action.key),
            may_undo=self._may_undo(self.action, found["taken"]),
            again_url=self._again_url(found["waiting"] + found["left"], filters),
            out_of_sight=len(self.rows) - len(self.cases),
            others=self._others(),
            **found,
        )
        return self.render_to_response(context)

    def _may_undo(self, action: BulkAction, taken: list[dict]) -> bool:
        """Until then messages wait; what could not be undone once stays so."""
        in_time = timezone.now() < action.undone_until
        return in_time and any(not line["words"] for line in taken)

    def _again_url(self, lines: list[dict], filters: str) -> str:
        """The plan of what was not done, made anew."""
        if not lines or self.act is None:
            return ""
        query = {
            "act": self.act.name,
            "case": [line["case"].pk for line in lines],
            "filters": filters,
        }
        return f"{self.url('bulk')}?{urlencode(query, doseq=True)}"

    def _others(self) -> list[dict]:
        if not isinstance(self.act, StepAct):
            return []
        return others_told(self.rows, self.cases, self.scope, self.line)


class BulkUndoView(BulkRecordMixin, View):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """All of them that this person may see; the results say which could not."""
        if self.action is None or self.act is None:
            return self.no_such_record()
        go_through(Undoing(self.action, self.model, self.by, list(self.cases)))
        return self.to_results(self.action, request.POST.get("filters", ""))
