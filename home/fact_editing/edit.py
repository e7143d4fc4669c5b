"""The editor of a fact: the base of every view of ours that changes a stored record."""

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.generic import EditView


def hold(record: models.Model) -> None:
    """Nobody else saves this record until the transaction ends.

    On SQLite the transaction holds every writer off; it has to begin before.
    """
    model = type(record)
    model._base_manager.select_for_update().filter(pk=record.pk).first()


class EditsAFact:
    """Saves in one transaction that holds the record from reading it to writing it.

    Stands before Wagtail's `EditView`. The record is read again once it is held, so
    that what is looked at before saving is what is saved over.
    """

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            hold(self.get_object())
            self.object = self.get_object()
            return super().post(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        answer = self.before_saving(form)
        return super().form_valid(form) if answer is None else answer

    def before_saving(self, form) -> HttpResponse | None:
        """The place for what has to be asked before a valid form is saved.

        The record is held, nothing is written yet, and `form.instance` has the new
        values. None goes on; an answer stands instead of saving: a page that asks
        sends everything that was typed again, with its own answer beside. Whoever
        overrides this asks `super()` first and gives its answer, if there is one.
        """
        return None


class FactEditView(EditsAFact, EditView):
    pass
