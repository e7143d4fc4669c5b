"""A request that names another host than ours, with the settings of production."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tests.factories import make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

HOSTS = [
    "evil.example",
    "icp.example.evil",
    "",
    "a b",
    "[::1",
    "icp.example:x",
    "\u202e",
]


@pytest.fixture
def _as_in_production(settings):
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["icp.example"]
    settings.SECURE_SSL_REDIRECT = True
    make_small_site()


@pytest.mark.usefixtures("_as_in_production")
@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "cs"), ("/ar/", "ar"), ("/en/services/", "en"), ("/admin/login/", "cs")],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_host_is_refused_in_the_reader_s_language(
    client, host, path, language, method
):
    response = getattr(client, method)(path, HTTP_HOST=host, secure=True)
    with translation.override(language):
        words = gettext("We could not read this")
    assert response.status_code == 400
    assert f"<h1>{words}</h1>" in response.text
    assert host not in response.text or not host
    assert "Set-Cookie" not in response


@pytest.mark.usefixtures("_as_in_production")
def test_our_own_host_is_answered(client):
    assert client.get("/en/", HTTP_HOST="icp.example", secure=True).status_code == 200
