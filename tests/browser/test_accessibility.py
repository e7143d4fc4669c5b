"""axe finds nothing: on the pages of a journey, and on every admin view of ours."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from forms_app.engine.actors import staff
from forms_app.engine.saved_views import SavedView
from forms_app.engine.status_link import token_for
from forms_app.engine.transitions import perform
from forms_app.models import ReplyTemplate, ReplyWording
from tests.browser.every_template import NOT_THERE, make_every_template
from tests.browser.looks import OF_STAFF, ON_A_PHONE
from tests.browser.steps import faults, follow, log_in, send
from tests.factories import (
    CourseRunFactory,
    RegistrationFactory,
    RoomRequestFactory,
    VolunteerApplicationFactory,
    make_staff,
)
from tests.factories.frames import czech, publish_frame, text, words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

in_both_directions = pytest.mark.parametrize("language", ["en", "ar"])


@in_both_directions
def test_the_journey_has_no_barriers(old_phone, website, run, language):
    page = old_phone
    form = website.form_address(run, language)
    for address in (
        f"/{language}/",
        website.courses[language].url,
        website.courses[language].url + f"{run.code}/",
        f"/{language}/places/branch/",
        form,
        f"/{language}/no-such-page/",
    ):
        page.goto(address)
        assert faults(page) == [], address

    page.goto(form)
    send(page)
    assert faults(page) == [], "errors"
    page.fill("[name=full_name]", "Example Person")
    page.fill("[name=email]", "person@example.org")
    page.check("[name=level][value=none]")
    page.check("[name=consent]")
    send(page)
    assert faults(page) == [], "check"
    send(page)
    assert faults(page) == [], "confirmation"
    page.goto(f"/{language}/case/")
    assert faults(page) == [], "status"
    page.goto(f"/{language}/case/step/withdraw/")
    assert faults(page) == [], "withdraw"


@in_both_directions
def test_the_secret_link_has_no_barriers(old_phone, website, run, language):
    page = old_phone
    registration = RegistrationFactory(run=run)
    token = token_for(registration.link_nonce)
    for address in (f"/{language}/case/{token}/", f"/{language}/case/x{token}/"):
        page.goto(address)
        assert faults(page) == [], address


@in_both_directions
def test_no_public_template_has_barriers(old_phone, language):
    addresses = make_every_template()
    page = old_phone
    for address in addresses:
        response = page.goto(f"/{language}/{address}")
        assert response.ok == (address not in NOT_THERE), address
        assert page.locator("h1").count() == 1, address
        assert faults(page) == [], address


@in_both_directions
def test_what_opens_on_a_phone_has_no_barriers(old_phone, website, language):
    page = old_phone
    page.goto(f"/{language}/")
    page.locator(".languages summary").click()
    page.locator(".menu-toggle summary").click()
    assert page.locator(".languages li").count() == len(settings.LANGUAGES)
    assert page.locator(".languages ul").is_visible()
    assert faults(page, ON_A_PHONE) == []


def test_a_barrier_and_a_wide_page_are_found(old_phone):
    """The control: in each look where they are, and in no other."""
    old_phone.set_content(
        """<!doctype html><html lang="en"><title>Example</title><style>
        @media (width < 1000px) { div { width: 500px; height: 9px } }
        @media (prefers-color-scheme: dark) { p { color: #ddd } }
        </style><main><h1>Example</h1><div></div><p>Pale</p></main></html>"""
    )
    assert faults(old_phone) == [
        "360 px, light: 148 px too wide",
        "360 px, dark: color-contrast: <p>Pale</p>",
        "360 px, dark: 148 px too wide",
        "1280 px, dark: color-contrast: <p>Pale</p>",
    ]


# The admin


def views_of_an_inbox(inbox: str, case, ended) -> Iterator[str]:
    """With something in each: a task, a preview with a case that is skipped."""
    own = f"{inbox}case/{case.pk}/"
    yield inbox
    yield f"{inbox}?tab=overdue&q=nobody"
    yield own
    yield f"{own}assign/"
    yield f"{own}reply/"
    yield f"{inbox}bulk/?act=withdraw&case={case.pk}&case={ended.pk}"
    yield f"{inbox}bulk/"
    yield f"{inbox}export/"


def views_of_registrations(case, undoable, ended, held, template) -> Iterator[str]:
    inbox = "/admin/registrations/"
    own = f"{inbox}case/{case.pk}/"
    yield from views_of_an_inbox(inbox, case, ended)
    yield f"{inbox}case/{undoable.pk}/"
    yield f"{inbox}case/{held.pk}/"
    yield f"{own}step/decline/"
    yield f"{own}step/lapse/"
    yield f"{own}reply/?template={template.pk}"
    yield f"{own}slip/"
    yield f"{inbox}quarantine/"
    yield f"{inbox}enter/"
    yield f"{inbox}enter/form/"
    yield "/admin/alerts/"


@pytest.fixture
def everything_of_registrations(website, run):
    person = make_staff("coordinator", "Course coordinators")
    case = RegistrationFactory(
        run=run, language="ar", full_name="ليلى", email="", phone="+420777123456"
    )
    moved = perform(RegistrationFactory(run=run), "offer", staff(person))
    perform(case, "waitlist", staff(person))
    template = ReplyTemplate.objects.create(name="Thanks")
    for code in ("cs", "en", "ar"):
        ReplyWording.objects.create(
            template=template, language=code, subject="Thanks", text="Thanks"
        )
    SavedView.objects.create(
        user=person, kind=case.kind, name="Waiting", query="state=waitlisted"
    )
    ended = RegistrationFactory(run=run, state="withdrawn")
    held = RegistrationFactory(run=CourseRunFactory(), is_quarantined=True)
    return [*views_of_registrations(case, moved, ended, held, template)]


def test_no_view_of_registrations_has_barriers(old_phone, everything_of_registrations):
    page = old_phone
    log_in(page, "coordinator")
    assert faults(page, OF_STAFF) == [], "welcome"
    for address in everything_of_registrations:
        page.goto(address)
        assert faults(page, OF_STAFF) == [], address

    page.goto("/admin/registrations/")
    page.locator(".keep-view summary").click()
    assert faults(page, OF_STAFF) == [], "saved views"
    (bulk,) = (each for each in everything_of_registrations if "act=" in each)
    page.goto(bulk)
    follow(page, page.locator("button[value=take]"))
    assert faults(page, OF_STAFF) == [], "results"
    follow(page, page.locator("form[action*=undo] button"))
    assert faults(page, OF_STAFF) == [], "undone"


@pytest.mark.parametrize(
    ("role", "inbox", "factory", "step", "end"),
    [
        (
            "Room coordinators",
            "/admin/room-requests/",
            RoomRequestFactory,
            "refuse",
            "lapsed",
        ),
        (
            "Volunteer coordinators",
            "/admin/volunteer_applications/",
            VolunteerApplicationFactory,
            "invite",
            "declined",
        ),
    ],
)
def test_no_view_of_other_inboxes_has_barriers(
    old_phone, website, role, inbox, factory, step, end
):
    make_staff("coordinator", role)
    case, ended = factory(language="ar", full_name="ليلى"), factory(state=end)
    page = old_phone
    log_in(page, "coordinator")
    own = f"{inbox}case/{case.pk}/"
    for address in (inbox, own, f"{own}step/{step}/"):
        page.goto(address)
        assert faults(page, OF_STAFF) == [], address
    for act in ("withdraw", step):
        page.goto(f"{inbox}bulk/?act={act}&case={case.pk}&case={ended.pk}")
        assert faults(page, OF_STAFF) == [], f"{act} for several"


def test_form_of_menu_and_footer_has_no_barriers(old_phone, website):
    make_staff("editor", "Editors")
    publish_frame(text(words(cs="O nás"), words(cs="Jsme tu.")), menu=[czech("places")])
    page = old_phone
    log_in(page, "editor")
    page.goto("/admin/frame/")
    assert page.locator("[name^=footer-0-value]").count() > len(settings.LANGUAGES)
    # Wagtail's own form of a snippet has no heading of the first level.
    found = [
        each for each in faults(page, OF_STAFF) if "page-has-heading-one" not in each
    ]
    assert found == []


def test_report_on_health_has_no_barriers(old_phone, website):
    get_user_model().objects.create_superuser("root")
    page = old_phone
    log_in(page, "root")
    page.goto("/admin/reports/health/")
    assert page.locator("main tbody tr").count() > 0
    assert faults(page, OF_STAFF) == []
