"""What the pages of an inbox have in common that are not about one case."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from forms_app.engine.submission import Submission


class InboxPageMixin(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    viewset: Any = None
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @property
    def model(self) -> type[Submission]:
        return self.viewset.model

    @property
    def index_url(self) -> str:
        return self.url("index")

    def url(self, name: str, *args) -> str:
        return reverse(self.viewset.get_url_name(name), args=args)

    def get_breadcrumbs_items(self):
        inbox = {
            "url": self.index_url,
            "label": self.model._meta.verbose_name_plural,
        }
        return [
            *super().get_breadcrumbs_items(),
            inbox,
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(index_url=self.index_url, **kwargs)
