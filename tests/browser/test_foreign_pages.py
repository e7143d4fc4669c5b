"""Another website sends its own form to ours, and somebody presses what they see."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from tests.factories import make_small_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORGED = """<!doctype html><title>Win a prize</title>
<form method="post" action="{target}">
<input type="hidden" name="username" value="mallory">
<input type="hidden" name="is_superuser" value="on">
<button>Claim it</button></form>"""


@pytest.fixture
def foreign_site():
    """Gives the address of a page, on another host, with a form to this target."""
    targets: list[str] = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(FORGED.format(target=targets[-1]).encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = Thread(target=server.serve_forever)
    thread.start()

    def address(target: str) -> str:
        targets.append(target)
        return f"http://localhost:{server.server_port}/"

    yield address
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["/admin/users/new/", "/en/courses/czech/register/x/"])
def test_a_click_on_a_foreign_page_leads_to_no_click_on_ours(
    page, live_server, foreign_site, path, admin_user
):
    make_small_site()
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{live_server.url}/admin/")

    page.goto(foreign_site(f"{live_server.url}{path}"))
    page.get_by_role("button", name="Claim it").click()

    expect(page).to_have_url(f"{live_server.url}{path}")
    expect(page.get_by_text("mallory")).to_have_count(0)
    assert page.locator("main form").count() == 0
    assert page.locator("[name=csrfmiddlewaretoken]").count() == 0
    assert list(get_user_model().objects.values_list("username", flat=True)) == [
        "admin"
    ]
