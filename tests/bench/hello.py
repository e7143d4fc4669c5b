"""The least that Django does for a request: one address, one view, no middleware."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

HELLO = "/hello/"


def hello(request):
    return HttpResponse("Hello, world!")


urlpatterns = [path("hello/", hello)]


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
    """Both in one server."""
    handler = hello_world if environ["PATH_INFO"] == HELLO else site
    return handler(environ, start_response)
