"""Deleting a fact: the base of every view of ours that takes a record away."""

from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView

from home.fact_editing.edit import hold
from home.fact_editing.merging import merge
from home.fact_editing.savers import deletion_of
from home.fact_editing.showing import Conflict
from home.fact_editing.values import Sheet, as_it_was, read, same
from home.fact_editing.version import NAME, Version, read_token, version_of
from home.templatetags.display import day_and_time


class FactDeleteView(DeleteView):
    """Deletes what whoever confirms it has seen.

    Where somebody changed the record since the page that asks was made, it asks again
    (409) and says what changed. `facts_form_class` is the form that edits the record.
    """

    facts_form_class = None
    template_name = "home/fact_editing/confirm_delete.html"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        try:
            super().setup(request, *args, **kwargs)
        except Http404:
            # Whether somebody may know of it is asked after this.
            self.object = None

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.object is None:
            return self._led_to_the_list()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            if self.object is not None:
                hold([self.object])
                self.object = self.model._base_manager.filter(pk=self.object.pk).first()
            if self.object is None:
                return self._led_to_the_list()
            sent = read_token(request.POST.get(NAME, ""), self.object)
            if sent is None or not same(sent.values, self.version.values):
                return self._ask_again(sent)
            return super().post(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        answer = self.before_deleting()
        return super().form_valid(form) if answer is None else answer

    def before_deleting(self) -> HttpResponse | None:
        """The place for what has to be asked before it is deleted.

        Like `EditsAFact.before_saving`: None goes on, an answer stands instead.
        """
        return None

    @cached_property
    def stored(self) -> Sheet:
        return read(self.facts_form_class(instance=self.object))

    @cached_property
    def version(self) -> Version:
        return version_of(self.object, self.stored.plain)

    @property
    def token(self) -> str:
        return self.version.token(self.object)

    def _ask_again(self, sent: Version | None) -> HttpResponse:
        was = as_it_was(self.stored, sent.values) if sent else self.stored
        merged = merge(was.plain, self.stored, was, ())
        conflict = Conflict.of(self.object, sent, self.request.user, merged)
        context = self.get_context_data(conflict=conflict)
        return self.render_to_response(context, status=409)

    def _led_to_the_list(self) -> HttpResponse:
        key = unquote(str(self.kwargs[self.pk_url_kwarg]))
        deletion = deletion_of(self.model, key, self.request.user)
        if deletion is None:
            raise Http404
        message = _("It is deleted already: %(person)s, %(moment)s.")
        told = {"moment": day_and_time(deletion.moment), "person": deletion.person}
        messages.warning(self.request, message % told)
        return redirect(self.index_url_name)
