"""Keeping the filters of a list under a name, and forgetting them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext
from django.views.generic import View

from forms_app.engine.inbox.framing import InboxPageMixin
from forms_app.engine.inbox.selection import chosen_filters
from forms_app.engine.saved_views import SavedView

# Enough for a day's work, and few enough to read.
AT_MOST = 20
LONGEST_QUERY = 1000


class SaveViewForm(forms.Form):
    name = forms.CharField(max_length=60)
    query = forms.CharField(max_length=LONGEST_QUERY, required=False)

    def clean_query(self) -> str:
        query = filters_only(self.cleaned_data["query"])
        if len(query) > LONGEST_QUERY:  # letters beyond ASCII have become longer
            raise forms.ValidationError("", code="max_length")
        return query


class SaveView(InboxPageMixin, View):
    """Under a name that exists already, the new filters replace the old."""

    permission_required = "view"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = SaveViewForm(request.POST)
        is_valid = form.is_valid()
        query = form.cleaned_data.get("query", "")
        if not is_valid:
            messages.error(
                request, gettext("Give the view a name of at most 60 letters.")
            )
            return HttpResponseRedirect(f"{self.index_url}?{query}")
        user: Any = request.user
        own = SavedView.objects.filter(user=user, kind=self.model.kind)
        name = form.cleaned_data["name"]
        if own.exclude(name=name).count() >= AT_MOST:
            messages.error(
                request, gettext("You have 20 views. Delete one of them first.")
            )
        else:
            own.update_or_create(
                name=name,
                defaults={"query": query},
                create_defaults={
                    "user": user,
                    "kind": self.model.kind,
                    "query": query,
                },
            )
            messages.success(request, gettext("The view is saved."))
        return HttpResponseRedirect(f"{self.index_url}?{query}")


class ForgetView(InboxPageMixin, View):
    permission_required = "view"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        user: Any = request.user
        own = SavedView.objects.filter(user=user, kind=self.model.kind)
        own.filter(pk=kwargs["view_pk"]).delete()
        messages.success(request, gettext("The view is deleted."))
        return HttpResponseRedirect(self.index_url)


def filters_only(typed: str) -> str:
    """The query string without search words and pages."""
    kept = QueryDict(mutable=True)
    for name, values in chosen_filters(QueryDict(typed)).items():
        kept.setlist(name, values)
    return kept.urlencode()
