"""Each person's page: which inboxes write to them, and how often."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from forms_app.engine.alerts import AlertPreference
from forms_app.engine.inbox.registry import inboxes_of

UNPROCESSABLE = 422


class AlertForm(forms.Form):
    def __init__(self, *args, inboxes, **kwargs):
        super().__init__(*args, **kwargs)
        for inbox in inboxes:
            self.fields[inbox.model.kind] = forms.ChoiceField(
                label=inbox.menu_label, choices=AlertPreference.Frequency.choices
            )


class AlertSettingsView(WagtailAdminTemplateMixin, View):
    page_title = _("Mail alerts")
    header_icon = "mail"
    template_name = "forms_app/inbox/alerts.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.inboxes = inboxes_of(request.user)
        if not self.inboxes:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._show(AlertForm(inboxes=self.inboxes, initial=self._chosen()))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = AlertForm(request.POST, inboxes=self.inboxes)
        if not form.is_valid():
            return self._show(form, status=UNPROCESSABLE)
        before = self._chosen()
        for kind, frequency in form.cleaned_data.items():
            if before.get(kind, AlertPreference.Frequency.NEVER) != frequency:
                self._choose(kind, frequency)
        messages.success(request, gettext("Your mail alerts are saved."))
        return HttpResponseRedirect(reverse("inbox_alerts"))

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.page_title}
        return [*self.breadcrumbs_items, here]

    @property
    def _own(self) -> QuerySet:
        user: Any = self.request.user
        return AlertPreference.objects.filter(user=user)

    def _chosen(self) -> dict[str, str]:
        return dict(self._own.values_list("kind", "frequency"))

    def _choose(self, kind: str, frequency: str) -> None:
        """News begin now: nobody gets a mail about what was there before."""
        now = timezone.now()
        wish = {"frequency": frequency, "told_until": now, "next_at": now}
        self._own.update_or_create(
            kind=kind,
            defaults=wish,
            create_defaults={**wish, "user": self.request.user},
        )

    def _show(self, form: AlertForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=status)
