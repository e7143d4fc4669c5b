"""Values for the frame of every page. All of them wait until a template asks."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from home.alerts.showing import alerts_of
from home.frame.current import frame_of
from home.frame.pages import menu
from home.navigation import current_language


def page_frame(request: HttpRequest) -> dict:
    return {
        "reader_language": SimpleLazyObject(current_language),
        "site_frame": SimpleLazyObject(lambda: frame_of(request)),
        "main_menu": SimpleLazyObject(lambda: menu(request, get_language())),
        "alerts": SimpleLazyObject(lambda: alerts_of(request, get_language())),
    }
