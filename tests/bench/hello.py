"""The least that Django does for a request: one address, one view, no middleware.

Beside it, in the same processes, the site; its clock can be put forward by a minute,
and it tells how many readings a kept page was enough for.
"""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, JsonResponse
from django.test import override_settings
from django.urls import path

from home import page_cache
from home.hit_ratio import readings_lately
from tests.bench.clock import clock

HELLO, LATER, READINGS = "/hello/", "/later/", "/readings/"


def hello(request):
    return HttpResponse("Hello, world!")


def put_the_clock_forward(request):
    clock.put_forward(page_cache.SECONDS + 1)
    return HttpResponse()


def tell_readings(request):
    readings = readings_lately()
    return JsonResponse({"kept": readings.kept, "made": readings.made})


urlpatterns = [
    path("hello/", hello),
    path("later/", put_the_clock_forward),
    path("readings/", tell_readings),
]


class HelloHandler(WSGIHandler):
    def load_middleware(self, is_async=False):
        with override_settings(MIDDLEWARE=[]):
            super().load_middleware(is_async)

    def get_response(self, request):
        request.urlconf = __name__
        return super().get_response(request)


os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
site = get_wsgi_application()
hello_world = HelloHandler()


def application(environ, start_response):
    """Both in one server, on one clock."""
    clock.follow()
    is_of_the_bench = environ["PATH_INFO"] in (HELLO, LATER, READINGS)
    handler = hello_world if is_of_the_bench else site
    return handler(environ, start_response)
