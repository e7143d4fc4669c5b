"""Pages that stand outside the page tree: the front door, errors, health."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from home.languages import LANGUAGES, in_every_language
from home.navigation import say_where_else
from home.sitemap import entries


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Lead `/` to the reader's language. No other address ever guesses."""
    code = translation.get_language_from_request(request)
    return HttpResponseRedirect(f"/{code}/")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What a phone without a network shows for a page that it does not have."""
    say_where_else(request, in_every_language(lambda each: f"/{each.code}/offline/"))
    return render(request, "home/offline.html")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. What it depends on is another question."""
    return HttpResponse("ok", content_type="text/plain")


# Search engines come several times a day; editors do not wait for them.
@require_safe
@cache_control(public=True, max_age=60 * 60)
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {"entries": entries(request)}
    return render(request, "home/sitemap.xml", context, content_type="application/xml")


@require_safe
@cache_control(public=True, max_age=60 * 60)
def robots(request: HttpRequest) -> HttpResponse:
    sitemap_url = request.build_absolute_uri(reverse("sitemap"))
    context = {"languages": LANGUAGES, "sitemap": sitemap_url}
    return render(request, "robots.txt", context, content_type="text/plain")


def bad_request(request: HttpRequest, exception) -> HttpResponse:
    """Too many fields, too much data, a forged host: nothing that a form sends.

    It may be refused before anybody asked for the language of the path.
    """
    code = translation.get_language_from_path(request.path_info)
    with translation.override(code or translation.get_language()):
        return render(request, "400.html", status=400)


def no_such_file(request: HttpRequest) -> HttpResponse:
    raise Http404


def page_not_found(request: HttpRequest, exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """No database here: it may be what failed."""
    return render(request, "500.html", status=500)
