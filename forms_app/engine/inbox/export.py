"""Exporting what a list shows: an act with a reason, recorded before the file."""

from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from forms_app.engine.exports import Export
from forms_app.engine.inbox.export_rows import export_rows
from forms_app.engine.inbox.framing import InboxPageMixin
from forms_app.engine.inbox.selection import chosen_filters, matching
from forms_app.engine.inbox.sheets import as_csv, as_xlsx

UNPROCESSABLE = 422
WRITERS = {
    Export.Format.XLSX: (
        as_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    Export.Format.CSV: (as_csv, "text/csv; charset=utf-8"),
}


class ExportForm(forms.ModelForm):
    class Meta:
        model = Export
        fields = ("reason", "format")
        widgets = {"format": forms.RadioSelect}
        error_messages = {
            "reason": {"required": _("Write what you need the file for.")},
            "format": {"required": _("Choose a format.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = Export.Format.choices


class ExportView(InboxPageMixin, View):
    """The address has the filters of the list; POST gives the file."""

    permission_required = "change"
    page_title = _("Export")
    template_name = "forms_app/inbox/export.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._show(ExportForm(initial={"format": Export.Format.XLSX}))

    def post(self, request: HttpRequest, *args, **kwargs):
        form = ExportForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=UNPROCESSABLE)
        cases = self._cases()
        self._record(form.instance, cases.count())
        return self._file(form.instance, cases)

    def _cases(self) -> QuerySet:
        return matching(self.viewset, self.request, self.request.GET)

    def _record(self, export: Export, count: int) -> None:
        """Written before the first byte: a file that breaks off was seen, too."""
        export.kind = ContentType.objects.get_for_model(self.model)
        person: Any = self.request.user
        export.person = person
        export.filters = chosen_filters(self.request.GET)
        export.searched = bool(self.request.GET.get("q"))
        export.count = count
        export.save()

    def _file(self, export: Export, cases: QuerySet) -> StreamingHttpResponse:
        write, content_type = WRITERS[Export.Format(export.format)]
        rows = export_rows(cases, self.viewset.more_columns)
        today = timezone.localdate().isoformat()
        name = f"{self.viewset.name}-{today}.{export.format}"
        return StreamingHttpResponse(
            write(rows),
            content_type=content_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def _show(self, form: ExportForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, count=self._cases().count())
        return self.render_to_response(context, status=status)
