"""Reports for staff, in the language of whoever reads or takes them along."""

from collections.abc import Iterator

from django.utils import translation
from wagtail.admin.views.reports import ReportView


class StaffReportView(ReportView):
    def stream_csv(self, queryset) -> Iterator[str]:
        """Rows are written when the view is over, and with it the reader's language."""
        return _spoken_in(translation.get_language(), super().stream_csv(queryset))


def _spoken_in(code: str, rows: Iterator[str]) -> Iterator[str]:
    while True:
        with translation.override(code):
            row = next(rows, None)
        if row is None:
            return
        yield row
