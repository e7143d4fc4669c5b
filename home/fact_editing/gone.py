"""Somebody deleted a record while somebody else was typing: nothing typed is lost."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin.views.generic import EditView

from home.fact_editing.savers import deletion_of
from home.fact_editing.values import Sheet, read
from home.fact_editing.version import NAME, read_token
from home.fact_editing.wording import in_lines, row_in_lines


def told_that_it_is_gone(view: EditView) -> HttpResponse:
    """A page with all that was typed, or Http404 if there never was such a record."""
    sent, user = view.request.POST, view.request.user
    was_there = read_token(sent.get(NAME, ""), view.model(pk=view.object_pk))
    deletion = deletion_of(view.model, view.object_pk, user)
    if was_there is None and deletion is None:
        raise Http404
    form = view.get_form_class()(sent, instance=view.model(), for_user=user)
    context = {
        "deletion": deletion,
        "name": capfirst(view.model._meta.verbose_name),
        "typed": _in_words(read(form)),
        "index_url": reverse(view.index_url_name),
    }
    template = "home/fact_editing/gone.html"
    return TemplateResponse(view.request, template, context, status=409)


def _in_words(sheet: Sheet) -> list[tuple[str, list[str]]]:
    """The name of each field or list with the lines of what was typed."""
    fields = [
        (capfirst(held.label), in_lines(held, held.value))
        for held in sheet.fields.values()
    ]
    rows = [
        (capfirst(found.label), row_in_lines(row, row.plain))
        for found in sheet.lists.values()
        for row in found.all
        if not row.is_deleted
    ]
    return fields + rows
