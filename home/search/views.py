"""The page of the search."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.languages import Language, in_every_language, language
from home.navigation import say_where_else
from home.search.failures import record_failure
from home.search.finding import find
from home.search.models import SearchEntry
from home.search.words import words_asked_for

LONGEST_SHOWN = 200


class SearchForm(forms.Form):
    """Takes anything; what is left of it after cleaning may be nothing."""

    q = forms.CharField(required=False, strip=True)

    def clean_q(self):
        return _printable(self.cleaned_data["q"])[:LONGEST_SHOWN]


@dataclass(frozen=True)
class Result:
    entry: SearchEntry
    url: str
    language: Language


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    typed = _typed(request)
    found = find(typed, get_language())
    if typed and not found and request.method == "GET":
        record_failure(typed, words_asked_for(typed), get_language())
    say_where_else(request, in_every_language(lambda each: _address(typed, each.code)))
    context = {
        "typed": typed,
        "own": _results(found.own, request),
        "foreign": _results(found.foreign, request),
        "instead": found.instead,
    }
    return render(request, "home/search.html", context)


def _typed(request: HttpRequest) -> str:
    """What was typed, also when it is not fit for a form: without what spoils it."""
    form = SearchForm({"q": _printable(request.GET.get("q", ""))})
    return form.cleaned_data["q"] if form.is_valid() else ""


def _printable(text: str) -> str:
    """Without control characters and marks that turn the direction of the page."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _address(typed: str, code: str) -> str:
    query = QueryDict(mutable=True)
    if typed:
        query["q"] = typed
    with translation.override(code):
        address = reverse("search")
    return f"{address}?{query.urlencode()}" if typed else address


def _results(entries: list[SearchEntry], request: HttpRequest) -> list[Result]:
    results = []
    for entry in entries:
        url = (
            entry.document.url
            if entry.document
            else (entry.page.get_url(request) or "/") + entry.part
        )
        results.append(Result(entry, url, language(entry.language)))
    return results
