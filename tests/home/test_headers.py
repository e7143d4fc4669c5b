import io
import logging

import polib
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from forms_app.engine.status_link import new_nonce, token_for
from icp.logs import HideSecretLinks
from tests.factories import (
    CourseRunFactory,
    RegistrationFactory,
    make_small_site,
    make_staff,
)

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

STRICT = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'self'"],
}
RELAXED = STRICT | {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "blob:", "data:"],
    "frame-src": ["'self'"],
}


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def run(website):
    return CourseRunFactory(course=website.course, place=website.place)


def policy(response):
    directives = response["Content-Security-Policy"].split("; ")
    return {name: sorted(values) for name, *values in map(str.split, directives)}


PUBLIC = (
    "/",
    "/healthz",
    "/en/",
    "/ar/places/",
    "/en/places/branch/",
    "/en/courses/czech/",
    "/en/courses/czech/{run.code}/",
    "/en/registration/",
    "/en/registration/{run.code}/",
    "/en/case/",
    "/en/case/left/",
    "/en/case/unknown-token-unknown-token/",
    "/en/nothing/",
    "/nothing/",
    "/admin/login/",
    "/admin/password_reset/",
    "/admin/",
    "/admin/registrations/",
)


@pytest.mark.parametrize("url", PUBLIC)
def test_policy_is_strict_for_everybody_outside(client, run, url):
    assert policy(client.get(url.format(run=run))) == STRICT


@pytest.mark.parametrize("url", ["/en/", "/en/registration/{run.code}/", "/nothing/"])
def test_policy_of_public_pages_is_strict_for_staff_too(client, run, url):
    client.force_login(make_staff("editor", "Editors"))
    assert policy(client.get("/admin/")) == RELAXED
    assert policy(client.get(url.format(run=run))) == STRICT


@pytest.mark.parametrize("role", ["Editors", "Course coordinators"])
def test_policy_of_the_admin_is_relaxed_for_staff(client, website, role):
    client.force_login(make_staff("ada", role))
    response = client.get("/admin/")
    assert (response.status_code, policy(response)) == (200, RELAXED)


def test_policy_is_strict_again_after_logging_out(client, website):
    client.force_login(make_staff("ada", "Editors"))
    assert policy(client.get("/admin/")) == RELAXED
    client.post("/admin/logout/")
    assert policy(client.get("/admin/login/")) == STRICT


def test_policy_is_not_relaxed_for_a_path_that_only_begins_alike(client, website):
    client.force_login(make_staff("ada", "Editors"))
    assert policy(client.get("/administration/")) == STRICT
    assert policy(client.get("/en/admin/")) == STRICT


@pytest.mark.parametrize(
    "url", ["/en/", "/en/registration/{run.code}/", "/admin/login/"]
)
def test_page_carries_the_other_headers(client, run, url):
    headers = client.get(url.format(run=run)).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("url", "robots"),
    [("/en/registration/{run.code}/", None), ("/en/case/", "noindex")],
)
def test_page_of_a_person_is_kept_nowhere(client, run, url, robots):
    headers = client.get(url.format(run=run)).headers
    assert (
        headers["Cache-Control"],
        headers["Referrer-Policy"],
        headers.get("X-Robots-Tag"),
    ) == ("no-store", "strict-origin", robots)


def test_admin_in_the_language_of_its_reader_claims_no_other(client):
    client.force_login(make_staff("ada", "Editors", language="en"))
    response = client.get("/admin/", headers={"accept-language": "cs"})
    html = BeautifulSoup(response.content, "html.parser").html
    claimed = response.get("Content-Language", html["lang"])
    assert (html["lang"], claimed) == ("en", "en")


# Health


def test_health_answers_without_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content, response["Content-Type"]) == (
        200,
        b"ok",
        "text/plain",
    )


def test_health_is_never_an_old_answer(client):
    assert "no-cache" in client.get("/healthz")["Cache-Control"]


def test_health_takes_no_post(client):
    assert client.post("/healthz").status_code == 405


# A form whose time is over


FROM_HERE = {"origin": "http://testserver"}
ANSWERS = {
    "step": "check",
    "full_name": "سارة <b>",
    "email": "sara@example.org",
    "phone": "",
    "level": "none",
    "consent": "on",
}


@pytest.fixture
def careful():
    """A client that the protection against forged forms takes seriously."""
    return Client(enforce_csrf_checks=True, headers=FROM_HERE)


def kept(response):
    form = BeautifulSoup(response.content, "html.parser").main.find("form")
    fields = {each["name"]: each["value"] for each in form.find_all("input")}
    return form["action"], fields


@pytest.fixture
def expired(careful, website, run):
    def send(language="en", **more):
        careful.get(website.form_address(run, language))
        return careful.post(website.form_address(run, language), ANSWERS | more)

    return send


def test_expired_form_keeps_the_answers(expired, website, run):
    response = expired()
    action, fields = kept(response)
    token = fields.pop("csrfmiddlewaretoken")
    assert response.status_code == 403
    assert (action, fields, len(token)) == (website.form_address(run), ANSWERS, 64)


def test_expired_form_keeps_each_of_several_answers(careful, website, run):
    response = careful.post(website.form_address(run), {"q": ["one", "two"]})
    form = BeautifulSoup(response.content, "html.parser").main.find("form")
    assert [each["value"] for each in form.find_all("input", attrs={"name": "q"})] == [
        "one",
        "two",
    ]


def test_expired_form_is_sent_again_by_one_button(expired, careful):
    action, fields = kept(expired())
    response = careful.post(action, fields)
    assert response.status_code == 200
    assert "سارة &lt;b&gt;" in response.content.decode()


def test_expired_form_stays_nowhere(expired):
    assert expired()["Cache-Control"] == "no-store"


def test_expired_form_stores_nothing(expired):
    assert expired(step="send").status_code == 403
    assert not RegistrationFactory._meta.model.objects.exists()


def test_expired_form_says_when_cookies_are_off(website, run):
    without_cookies = Client(enforce_csrf_checks=True, headers=FROM_HERE)
    page = without_cookies.post(website.form_address(run), ANSWERS).content.decode()
    assert "Your browser does not accept cookies." in page


def test_expired_form_does_not_blame_cookies_that_are_there(expired):
    page = expired().content.decode()
    assert "Send them again." in page
    assert "Your browser does not accept cookies." not in page


@pytest.fixture
def arabic_words(tmp_path, settings):
    """One sentence in Arabic, whatever the catalogues say today."""
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(
        polib.POEntry(msgid="Send your answers again", msgstr="أرسل مجددا")
    )
    folder = tmp_path / "ar/LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [tmp_path]


@pytest.mark.usefixtures("arabic_words")
def test_expired_form_speaks_the_language_of_the_form(expired):
    page = BeautifulSoup(expired("ar").content, "html.parser")
    assert (page.html["lang"], page.html["dir"], page.h1.text.strip()) == (
        "ar",
        "rtl",
        "أرسل مجددا",
    )


# Secrets in logs


@pytest.fixture
def log():
    """What the handler of the settings would write into the log of the server."""
    handler = next(
        each
        for each in logging.getLogger().handlers
        if any(isinstance(one, HideSecretLinks) for one in each.filters)
    )
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.mark.parametrize("code", ["cs", "en", "ar"])
def test_secret_link_in_a_request_is_cut_out_of_the_log(client, website, log, code):
    token = token_for(new_nonce())
    client.get(f"/{code}/case/{token}/")
    assert f"Not Found: /{code}/case/…/" in log.getvalue()
    assert token not in log.getvalue()


def test_secret_link_with_an_unknown_address_is_cut_out_of_the_log(
    client, website, log
):
    token = token_for(new_nonce())
    client.get(f"/en/case/{token}/nothing/")
    assert "Not Found: /en/case/…/nothing/" in log.getvalue()
    assert token not in log.getvalue()


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("GET /en/case/{token}/ 200", ()),
        ('"%s" %s %s', ("GET /en/case/{token}/ HTTP/1.1", 200, 1)),
        ("to %(url)s", ({"url": "https://example.org/cs/case/{token}/"},)),
        ("/case/{token} and /case/{token}/", ()),
    ],
)
def test_secret_link_is_cut_out_wherever_it_stands(log, message, arguments):
    token = token_for(new_nonce())

    def fill(part):
        if isinstance(part, dict):
            return {name: fill(each) for name, each in part.items()}
        return part.replace("{token}", token) if isinstance(part, str) else part

    logging.getLogger("a.server").warning(fill(message), *map(fill, arguments))
    assert "/case/…" in log.getvalue()
    assert token not in log.getvalue()


def test_secret_link_in_an_error_is_cut_out_of_its_traceback(log):
    token = token_for(new_nonce())
    try:
        raise ValueError(f"/en/case/{token}/")
    except ValueError:
        logging.getLogger("a.server").exception("It failed")
    assert "ValueError" in log.getvalue()
    assert token not in log.getvalue()


def test_addresses_without_a_secret_stay_in_the_log(log):
    logging.getLogger("a.server").warning("GET %s", "/en/case/step/withdraw/")
    assert "GET /en/case/step/withdraw/" in log.getvalue()


def test_status_link_has_the_form_that_the_log_looks_for():
    token = token_for(new_nonce())
    assert reverse("case_enter", args=[token]).endswith(f"/case/{token}/")
