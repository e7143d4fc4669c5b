"""Adding a fact: the base of every view of ours that makes a record."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.generic import CreateView

from home.affected.asking import AsksWhomToTell


class MakesAFact:
    """Saves in one transaction with what was looked at before."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            return super().post(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        answer = self.before_saving(form)
        return super().form_valid(form) if answer is None else answer

    def before_saving(self, form) -> HttpResponse | None:
        """Like `EditsAFact.before_saving`."""
        return None


class FactCreateView(AsksWhomToTell, MakesAFact, CreateView):
    pass
