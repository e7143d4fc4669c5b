"""The editor of a fact: the base of every view of ours that changes a stored record."""

from collections.abc import Iterable

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import EditView
from wagtail.admin.views.generic.mixins import RevisionsRevertMixin

from home.affected.asking import AsksWhomToTell
from home.fact_editing.gone import told_that_it_is_gone
from home.fact_editing.merging import Merged, merge
from home.fact_editing.sending import give, merged_data
from home.fact_editing.showing import Conflict, decisions_in
from home.fact_editing.values import Sheet, read, same
from home.fact_editing.version import NAME, VersionField, read_token, version_of


def hold(records: Iterable[models.Model]) -> None:
    """Nobody else saves these records until the transaction ends.

    On SQLite the transaction holds every writer off; it has to begin before.
    """
    for record in records:
        model = type(record)
        model._base_manager.select_for_update().filter(pk=record.pk).first()


class EditsAFact:
    """A form that carries the version it was made from, and never saves over another.

    Stands before Wagtail's `EditView`. From reading the record to writing it nobody
    else can save it. Where somebody did since the form was made, nothing is saved: the
    form comes back (409) with what was typed, what only they changed, and for the rest
    both values. Where the record is gone, what was typed is shown, too.
    """

    base_template_name = EditView.template_name
    template_name = "home/fact_editing/edit.html"
    merged: Merged | None = None

    # Saving

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            try:
                hold(self.records_to_hold(self.get_object()))
                self.object = self.get_object()
            except Http404:
                return told_that_it_is_gone(self)
            return self._answer_to_what_was_typed()

    def records_to_hold(self, record: models.Model) -> list[models.Model]:
        """What nobody else may save meanwhile, in the order in which it is locked."""
        return [record]

    def form_valid(self, form) -> HttpResponse:
        answer = self.before_saving(form)
        return super().form_valid(form) if answer is None else answer

    def before_saving(self, form) -> HttpResponse | None:
        """The place for what has to be asked before a valid form is saved.

        The record is held, nothing is written yet, and `form.instance` has the new
        values. None goes on; an answer stands instead of saving: a page that asks
        sends everything that was typed again (`made_from`, too), with its own answer
        beside. Whoever overrides this asks `super()` first and gives its answer, if
        there is one.
        """
        return None

    # The version

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.merged is not None:
            give(form, self.merged)
        form.fields[NAME] = VersionField(self._token(form))
        return form

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if self.merged is not None:
            kwargs["data"] = merged_data(kwargs["data"], self.merged, self.typed)
        return kwargs

    def _token(self, form) -> str:
        shows_what_is_stored = not form.is_bound
        if isinstance(self, RevisionsRevertMixin) or not shows_what_is_stored:
            return self.version.token(self.object)
        return version_of(self.object, read(form).plain).token(self.object)

    @cached_property
    def version(self):
        """The one that is stored."""
        return version_of(self.object, self.stored.plain)

    @cached_property
    def stored(self) -> Sheet:
        # `get_object` may give an older version to go back to: not that one.
        return read(self._form_of(super().get_object()))

    @cached_property
    def typed(self) -> Sheet:
        return read(self._form_of(super().get_object(), data=self.request.POST))

    def _form_of(self, record: models.Model, **sent):
        known = super().get_form_kwargs()
        kwargs = known | {"instance": record, "data": None, "files": None} | sent
        return self.get_form_class()(**kwargs)

    # The conflict

    def _answer_to_what_was_typed(self) -> HttpResponse:
        token = self.request.POST.get(NAME, "")
        sent = read_token(token, self.object)
        theirs = decisions_in(self.request.POST)
        is_newest = sent is not None and same(sent.values, self.version.values)
        if is_newest and not theirs:
            return super().post(self.request)
        merged = merge(sent and sent.values, self.stored, self.typed, theirs)
        self.merged = merged
        if is_newest or not merged.differences:
            return super().post(self.request)
        return self._conflict(sent)

    def _conflict(self, sent) -> HttpResponse:
        if self.expects_json_response:
            message = _("This changed while you were editing.")
            return self.json_error_response("invalid_revision", message)
        self.form = self.get_form()
        conflict = Conflict.of(self.object, sent, self.request.user, self.merged)
        context = self.get_context_data(conflict=conflict)
        return self.render_to_response(context, status=409)

    def get_success_json(self):
        """A form that stays open is made from what it has just saved."""
        result = super().get_success_json()
        del self.stored, self.version
        token = self.version.token(self.object)
        result["field_updates"] = {**result.get("field_updates", {}), NAME: token}
        return result


class FactEditView(AsksWhomToTell, EditsAFact, EditView):
    pass
