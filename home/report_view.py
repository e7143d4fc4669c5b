"""Reports for staff, in the language of whoever reads or takes them along."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils import translation
from wagtail.admin.menu import MenuItem
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


class ReportMenuItem(MenuItem):
    """The way to a report, for whoever may read it."""

    def __init__(self, view: type[StaffReportView], order: int):
        self.view = view
        super().__init__(
            view.page_title,
            reverse(view.index_url_name),
            name=_in_an_address(view),
            icon_name=view.header_icon,
            order=order,
        )

    def is_shown(self, request) -> bool:
        policy, needed = self.view.permission_policy, self.view.any_permission_required
        return policy.user_has_any_permission(request.user, needed)


def report_addresses(view: type[StaffReportView]) -> list[URLPattern]:
    address = f"reports/{_in_an_address(view)}/"
    results = view.as_view(results_only=True)
    return [
        path(address, view.as_view(), name=view.index_url_name),
        path(f"{address}results/", results, name=view.index_results_url_name),
    ]


def _in_an_address(view: type[StaffReportView]) -> str:
    return view.index_url_name.replace("_", "-")
