"""Deleting a fact: the base of every view of ours that takes a record away."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.generic import DeleteView

from home.fact_editing.edit import hold


class FactDeleteView(DeleteView):
    """Deletes in one transaction that holds the record."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            hold(self.object)
            return super().post(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        answer = self.before_deleting()
        return super().form_valid(form) if answer is None else answer

    def before_deleting(self) -> HttpResponse | None:
        """The place for what has to be asked before it is deleted.

        Like `EditsAFact.before_saving`: None goes on, an answer stands instead.
        """
        return None
