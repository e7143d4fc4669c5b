"""The style guide: every component of the website on one page, for staff."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from home.languages import in_every_language
from home.navigation import say_where_else
from icp.style_guide.basics import basics, frame, search
from icp.style_guide.body import blocks
from icp.style_guide.counselling import counselling
from icp.style_guide.courses import events_and_courses, registration
from icp.style_guide.places import places
from icp.style_guide.questions import questions
from icp.style_guide.rooms import rooms

GROUPS = (
    frame,
    basics,
    blocks,
    places,
    counselling,
    events_and_courses,
    registration,
    rooms,
    questions,
    search,
)


# Readers would take an example for news: "We are moving".
@require_safe
@permission_required(
    "wagtailadmin.access_admin", login_url=reverse_lazy("wagtailadmin_login")
)
def style_guide(request: HttpRequest) -> HttpResponse:
    say_where_else(request, in_every_language(_address))
    groups = [make() for make in GROUPS]
    shown = [
        (group.title, [(each, each.shown(request)) for each in group.specimens])
        for group in groups
    ]
    return render(request, "style_guide.html", {"groups": shown})


def _address(language) -> str:
    return f"/{language.code}/style-guide/"
