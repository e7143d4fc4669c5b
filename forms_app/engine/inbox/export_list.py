"""Who exported what: for managers."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from forms_app.engine.exports import Export
from forms_app.engine.inbox.columns import MomentColumn, staff_name


class ExportListView(IndexView):
    any_permission_required = ("view",)
    default_ordering = "-made_at"
    show_export_buttons = False
    columns = (
        MomentColumn("made_at", label=_("When")),
        Column("person", label=_("Who"), accessor=lambda row: staff_name(row.person)),
        Column("kind", label=_("What"), accessor="kind.name"),
        Column("count", label=_("Cases")),
        Column("filters_in_words", label=_("Filters")),
        Column("get_format_display", label=_("Format")),
        Column("reason", label=_("Reason")),
    )

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.is_export = False

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("person", "kind")

    def order_queryset(self, queryset):
        return queryset.order_by("-made_at", "-pk")


class ExportViewSet(ModelViewSet):
    """A list to read: exports are never made, changed or deleted here."""

    model = Export
    name = "exports"
    menu_label = _("Exports of cases")
    icon = "download"
    menu_order = 195
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = ExportListView
    exclude_form_fields = ()

    def get_common_view_kwargs(self, **kwargs):
        return {
            "model": self.model,
            "index_url_name": self.get_url_name("index"),
            "header_icon": self.icon,
            **kwargs,
        }

    def get_urlpatterns(self):
        return [path("", self.index_view, name="index")]
