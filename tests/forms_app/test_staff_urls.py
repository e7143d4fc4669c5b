"""Every staff URL of every inbox × every role, as agreed and written by hand.

Words are redirects: to the case, to the quarantine, to the start page of the admin
("home"), to the log-in.
"""

import json
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from forms_app.engine.actors import SYSTEM, staff
from forms_app.engine.bulk_record import BulkAction, BulkCase
from forms_app.engine.new_link import send_new_link
from forms_app.engine.notes import Note, Viewing
from forms_app.engine.outbox import Message
from forms_app.engine.replies import ReplyTemplate, ReplyWording
from forms_app.engine.transitions import perform
from tests.factories import (
    CourseRunFactory,
    PlaceFactory,
    PlainRequestFactory,
    RegistrationFactory,
    RoomRequestFactory,
    VolunteerApplicationFactory,
    make_small_site,
    make_staff,
)
from tests.staff_forms import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

# fmt: off
# Who stands where: handles the case; handles others in the same inbox, but not this
# one; works in the admin, but not in this inbox; may not enter the admin.
STANDINGS = ("handles", "elsewhere", "others", "outside")
AGREED = {
    ("GET", "index"):          (200, 200, "home", "login"),
    ("POST", "index"):         (405, 405, "home", "login"),
    ("GET", "index_results"):  (200, 200, "home", "login"),
    ("POST", "index_results"): (405, 405, "home", "login"),
    ("GET", "quarantine"):     (200, 200, "home", "login"),
    ("POST", "quarantine"):    ("quarantine", "quarantine", "home", "login"),
    ("GET", "bulk"):           (200, 422, "home", "login"),
    ("POST", "bulk"):          (303, 422, "home", "login"),
    ("GET", "bulk_result"):    (200, 404, "home", "login"),
    ("POST", "bulk_result"):   (405, 405, "home", "login"),
    ("GET", "bulk_undo"):      (405, 405, "home", "login"),
    ("POST", "bulk_undo"):     (303, 404, "home", "login"),
    ("GET", "export"):         (200, 200, "home", "login"),
    ("POST", "export"):        (200, 200, "home", "login"),
    ("GET", "save_view"):      (405, 405, "home", "login"),
    ("POST", "save_view"):     ("index", "index", "home", "login"),
    ("GET", "forget_view"):    (405, 405, "home", "login"),
    ("POST", "forget_view"):   ("index", "index", "home", "login"),
    ("GET", "case"):           (200, 404, 404, "login"),
    ("POST", "case"):          (405, 404, 404, "login"),
    ("GET", "note"):           (405, 404, 404, "login"),
    ("POST", "note"):          ("case", 404, 404, "login"),
    ("GET", "step"):           (200, 404, 404, "login"),
    ("POST", "step"):          ("case", 404, 404, "login"),
    ("GET", "told"):           (405, 404, 404, "login"),
    ("POST", "told"):          ("case", 404, 404, "login"),
    ("GET", "slip"):           (200, 404, 404, "login"),
    ("POST", "slip"):          ("slip", 404, 404, "login"),
    ("GET", "new_link"):       (405, 404, 404, "login"),
    ("POST", "new_link"):      ("case", 404, 404, "login"),
    ("GET", "assign"):         (200, 404, 404, "login"),
    ("POST", "assign"):        ("case", 404, 404, "login"),
    ("GET", "reply"):          (200, 404, 404, "login"),
    ("POST", "reply"):         ("case", 404, 404, "login"),
    ("GET", "undo"):           (405, 404, 404, "login"),
    ("POST", "undo"):          ("case", 404, 404, "login"),
    ("GET", "enter"):          (200, 200, "home", "login"),
    ("POST", "enter"):         (405, 405, "home", "login"),
    ("GET", "enter_form"):     ("enter", "enter", "home", "login"),
    ("POST", "enter_form"):    ("enter", "enter", "home", "login"),
}
# What leaves a trace on the case, where the answer is the one for who handles it.
LEAVES_A_TRACE = {
    ("GET", "case"), ("GET", "slip"), ("POST", "quarantine"), ("POST", "bulk"),
    ("POST", "note"), ("POST", "step"), ("POST", "told"), ("POST", "new_link"),
    ("POST", "assign"), ("POST", "reply"), ("POST", "undo"), ("POST", "bulk_undo"),
}
ROLES = {
    #                registrations  room-requests  requests     volunteer_applications
    "superuser":     ("handles", "handles", "handles", "handles"),
    "courses":       ("handles", "others", "others", "others"),
    "own place":     ("handles", "handles", "handles", "others"),
    "foreign place": ("elsewhere", "elsewhere", "elsewhere", "others"),
    "rooms":         ("others", "handles", "others", "others"),
    "requests":      ("others", "others", "handles", "others"),
    "own topic":     ("others", "others", "handles", "others"),
    "foreign topic": ("others", "others", "elsewhere", "others"),
    "volunteers":    ("others", "others", "others", "handles"),
    "editor":        ("others", "others", "others", "others"),
    "author":        ("others", "others", "others", "others"),
    "no role":       ("outside", "outside", "outside", "outside"),
    "nobody":        ("outside", "outside", "outside", "outside"),
}
# fmt: on
INBOXES = ("registrations", "room-requests", "requests", "volunteer_applications")
WORKING = [role for role in ROLES if role not in {"no role", "nobody"}]
MATRIX = [
    (inbox, role, standing)
    for role, row in ROLES.items()
    for inbox, standing in zip(INBOXES, row, strict=True)
]
CANARY_NAME = "Zuzana Kanárková"
CANARY_MAIL = "kanarkova@example.org"
CANARIES = (CANARY_NAME, "Kanárkov", CANARY_MAIL)


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def make_case(place):
    """A case of an inbox's kind, at the place of whoever coordinates it."""
    makers = {
        "registrations": lambda **what: RegistrationFactory(run__place=place, **what),
        "room-requests": lambda **what: RoomRequestFactory(room__place=place, **what),
        "requests": lambda **what: PlainRequestFactory(place=place, **what),
        "volunteer_applications": VolunteerApplicationFactory,
    }
    return lambda inbox, **what: makers[inbox](full_name=CANARY_NAME, **what)


@pytest.fixture
def log_in(client, place):
    """Log in as somebody in this role; `nobody` stays outside."""

    def topic(user):
        PlainRequestFactory().intake.handlers.add(user)
        return user

    # Whoever stands in the list of a place without the role sees no more for it.
    here, elsewhere = [place], [PlaceFactory()]
    make = {
        "superuser": lambda: get_user_model().objects.create_superuser("root"),
        "courses": lambda: make_staff("courses", "Course coordinators"),
        "own place": lambda: make_staff("own", "Place coordinators", here),
        "foreign place": lambda: make_staff("far", "Place coordinators", elsewhere),
        "rooms": lambda: make_staff("rooms", "Room coordinators"),
        "requests": lambda: make_staff("requests", "Request coordinators"),
        "own topic": lambda: topic(make_staff("topic", "Topic coordinators")),
        "foreign topic": lambda: make_staff("other", "Topic coordinators"),
        "volunteers": lambda: make_staff("volunteers", "Volunteer coordinators", here),
        "editor": lambda: topic(make_staff("editor", "Editors", here)),
        "author": lambda: topic(make_staff("author", "Authors", here)),
        "no role": lambda: topic(make_staff("none", None, here)),
    }

    def enter(role):
        if role in make:
            client.force_login(make[role]())

    return enter


def address(inbox, name, case, message=None):
    arguments = {
        "case": [case.pk],
        "note": [case.pk],
        "step": [case.pk, "withdraw"],
        "told": [case.pk, message.pk if message else 0],
        "slip": [case.pk],
        "new_link": [case.pk],
        "assign": [case.pk],
        "reply": [case.pk],
        "undo": [case.pk],
        "forget_view": [0],
        "bulk_result": [UUID(int=case.pk)],
        "bulk_undo": [UUID(int=case.pk)],
    }
    return reverse(f"{inbox}:{name}", args=arguments.get(name, []))


def answer_of(response, inbox, case):
    if response.status_code != 302:
        return response.status_code
    target = response["Location"].partition("?")[0]
    words = {
        reverse("wagtailadmin_home"): "home",
        reverse("wagtailadmin_login"): "login",
        address(inbox, "case", case): "case",
        address(inbox, "quarantine", case): "quarantine",
        address(inbox, "index", case): "index",
        address(inbox, "slip", case): "slip",
        f"{address(inbox, 'index', case)}enter/": "enter",
    }
    return words.get(target, target)


def traces(case):
    """Whatever a request may leave behind on a case."""
    case.refresh_from_db()
    messages = Message.objects.about(case).order_by("pk").values_list("pk", "delivery")
    return (
        case.state,
        case.version,
        case.is_quarantined,
        case.assigned_to_id,
        case.link_hash,
        case.history.count(),
        list(messages),
        Note.objects.about(case).count(),
        Viewing.objects.about(case).count(),
    )


def patterns(namespace, resolver=None):
    """All URL patterns of this namespace, wherever it is included."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            if each.namespace == namespace:
                yield from each.url_patterns
            else:
                yield from patterns(namespace, each)


# The inboxes


@pytest.mark.parametrize("inbox", INBOXES)
def test_matrix_names_every_url_of_an_inbox(inbox):
    names = {each.name for each in patterns(inbox)}
    expected = {(method, name) for name in names for method in ("GET", "POST")}
    assert set(AGREED) == expected


def test_matrix_names_every_inbox():
    found = {
        each.namespace
        for each in all_resolvers(get_resolver())
        if "told"
        in {pattern.name for pattern in each.url_patterns if not_nested(pattern)}
    }
    assert found == set(INBOXES)


def all_resolvers(resolver):
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield each
            yield from all_resolvers(each)


def not_nested(pattern):
    return not isinstance(pattern, URLResolver)


@pytest.mark.grid
@pytest.mark.parametrize(("inbox", "role", "standing"), MATRIX)
def test_staff_urls_answer_each_role_as_agreed(
    client, make_case, log_in, inbox, role, standing
):
    log_in(role)
    before_them, template = staff(make_staff("before")), make_template()
    column = STANDINGS.index(standing)
    expected, found = {}, {}
    for (method, name), row in AGREED.items():
        case = make_case(inbox, email="", is_quarantined=name == "quarantine")
        if name in {"undo", "bulk_result", "bulk_undo"}:
            case = perform(case, "withdraw", by=before_them)
            make_record(case)
        message = send_new_link(case, SYSTEM) if name in {"told", "reply"} else None
        typed = {"text": "A note", "reason": "Because", "version": case.version}
        typed |= BODIES.get(name, lambda *_: {})(case, message, template, client)
        before = traces(case)
        url = address(inbox, name, case, message)
        if method == "POST":
            response = client.post(url, typed)
        else:
            response = client.get(url, typed if name == "bulk" else None)
        answer = answer_of(response, inbox, case)
        found[method, name] = (answer, traces(case) != before)
        touches = (method, name) in LEAVES_A_TRACE and row[column] != 409
        expected[method, name] = (row[column], standing == "handles" and touches)
    assert found == expected


def make_record(case):
    """As if this case had been among several that were withdrawn at once."""
    record = BulkAction.objects.create(
        key=UUID(int=case.pk), kind=case.kind, act="withdraw"
    )
    BulkCase.objects.create(
        action=record,
        position=0,
        reference=case.reference,
        seen=case.version - 1,
        after=case.version,
        state=case.state,
        result=BulkCase.Result.TAKEN,
    )


def make_template():
    template = ReplyTemplate.objects.create(name="Thanks")
    for code in ("cs", "en"):
        ReplyWording.objects.create(
            template=template, language=code, subject="Thanks", text="Thanks"
        )
    return template


# What the forms ask for; the key of a case stands in some bodies, too.
BODIES = {
    "quarantine": lambda case, *_: {"decision": "release", "cases": [case.pk]},
    "bulk": lambda case, *_: {
        "act": "withdraw",
        "case": [case.pk],
        "plan": f"{case.pk}:{case.version}:withdrawn:0",
    },
    "export": lambda *_: {"format": "csv"},
    "save_view": lambda *_: {"name": "My view"},
    "assign": lambda case, message, template, client: {
        "to": client.session.get("_auth_user_id", "nobody")
    },
    "reply": lambda case, message, template, client: {
        "template": template.pk,
        "last_message": message.pk,
    },
}


@pytest.mark.grid
@pytest.mark.parametrize("inbox", INBOXES)
def test_refusal_of_a_case_names_nobody(client, make_case, log_in, inbox):
    case = make_case(inbox)
    names = ("index", "index_results", "quarantine", "case", "step", "slip")
    pages = {}
    for role, row in ROLES.items():
        log_in(role)
        if row[INBOXES.index(inbox)] != "handles":
            for name in names:
                response = client.get(address(inbox, name, case), follow=True)
                pages[role, name] = response.content.decode()
        else:
            assert (
                CANARY_NAME in client.get(address(inbox, "case", case)).content.decode()
            )
        client.logout()
    secrets = (*CANARIES, case.reference)
    told = [at for at, page in pages.items() if any(each in page for each in secrets)]
    assert (told, len(pages) > len(names)) == ([], True)


@pytest.mark.parametrize(
    ("role", "holds"), [("own place", True), ("foreign place", False)]
)
def test_export_holds_the_cases_of_the_role_and_no_others(
    client, make_case, log_in, role, holds
):
    cases = {inbox: make_case(inbox) for inbox in INBOXES[:3]}
    log_in(role)
    found = {}
    for inbox, case in cases.items():
        url = address(inbox, "export", case)
        response = client.post(url, {"reason": "Statistics", "format": "csv"})
        found[inbox] = CANARY_NAME in response.getvalue().decode()
    assert found == dict.fromkeys(cases, holds)


def test_account_that_was_switched_off_is_out_at_once(client, make_case, log_in):
    case = make_case("registrations")
    log_in("courses")
    url = address("registrations", "case", case)
    assert client.get(url).status_code == 200
    user = get_user_model().objects.get(username="courses")
    user.is_active = False
    user.save()
    assert answer_of(client.get(url), "registrations", case) == "login"


def test_staff_urls_refuse_a_post_from_elsewhere(make_case):
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.create_superuser("root"))
    case = make_case("registrations")
    before = traces(case)
    names = ("note", "step", "told", "new_link", "quarantine", "enter_form")
    answers = {
        name: client.post(address("registrations", name, case), {}).status_code
        for name in names
    }
    assert answers == dict.fromkeys(names, 403)
    assert traces(case) == before


def test_coordinator_of_a_place_enters_no_case_for_another_place(client, log_in, place):
    make_small_site()
    own, foreign = CourseRunFactory(place=place), CourseRunFactory()
    log_in("own place")
    url = reverse("registrations:enter_form")

    def answer(run):
        chosen = {"language": "en", "channel": "counter", "subject": run.code}
        return client.get(url, chosen).status_code

    assert (answer(own), answer(foreign)) == (200, 302)


# Wagtail's own pages about form submissions


@pytest.mark.parametrize("role", ROLES)
def test_form_submissions_of_wagtail_are_nowhere(client, log_in, role):
    page = make_small_site().forms["en"]
    log_in(role)
    urls = [
        reverse(
            f"wagtailforms:{each.name}",
            args=[page.pk] if "page_id" in str(each.pattern) else [],
        )
        for each in patterns("wagtailforms")
    ]
    answers = {
        url: (client.get(url).status_code, client.post(url).status_code) for url in urls
    }
    assert answers == {
        "/admin/forms/": (404, 404),
        "/admin/forms/results/": (404, 404),
        f"/admin/forms/submissions/{page.pk}/": (404, 404),
        f"/admin/forms/submissions/{page.pk}/results/": (404, 404),
        f"/admin/forms/submissions/{page.pk}/delete/": (404, 404),
    }


def addresses_in_the_menu(client):
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")

    def urls(part):
        if isinstance(part, dict):
            yield from [part["url"]] if isinstance(part.get("url"), str) else []
            part = list(part.values())
        if isinstance(part, list):
            for each in part:
                yield from urls(each)

    return set(urls(json.loads(page.find(id="wagtail-sidebar-props").string)))


@pytest.mark.parametrize("role", WORKING)
def test_menu_has_the_inboxes_of_the_role_and_never_the_forms_of_wagtail(
    client, log_in, role
):
    make_small_site()
    log_in(role)
    menu = addresses_in_the_menu(client)
    assert "/admin/account/" in menu
    inboxes = {
        f"/admin/{inbox}/"
        for inbox, standing in zip(INBOXES, ROLES[role], strict=True)
        if standing in {"handles", "elsewhere"}
    }
    every = {f"/admin/{inbox}/" for inbox in INBOXES} | {"/admin/forms/"}
    assert menu & every == inboxes


# Cases do not show up anywhere else in the admin


@pytest.fixture
def canaries(client, place, log_in):
    """Cases with a life behind them, shown in their inboxes."""
    website = make_small_site()
    run = CourseRunFactory(course=website.course, place=place)
    who = {"full_name": CANARY_NAME, "email": CANARY_MAIL}
    cases = {
        "registrations": RegistrationFactory(run=run, intake=website.intake, **who),
        "room-requests": RoomRequestFactory(room__place=place, **who),
        "requests": PlainRequestFactory(place=place, **who),
        "volunteer_applications": VolunteerApplicationFactory(**who),
    }
    log_in("superuser")
    for inbox, case in cases.items():
        told = {"text": f"About {CANARY_NAME}", "reason": f"{CANARY_NAME} is ill"}
        client.post(address(inbox, "note", case), told)
        client.post(address(inbox, "step", case), told | {"version": case.version})
        case.refresh_from_db()
        page = client.get(address(inbox, "case", case)).content.decode()
        assert [each for each in CANARIES if each in page] == list(CANARIES)
        assert case.state == "withdrawn"
    return cases


def urls_without_arguments(resolver=None, prefix="/"):
    for each in (resolver or get_resolver()).url_patterns:
        part = str(each.pattern).lstrip("^")
        if isinstance(each, URLResolver):
            if each.namespace not in {*INBOXES, "wagtailforms"}:
                yield from urls_without_arguments(each, prefix + part)
        elif not set(part) & set("<(*$"):
            yield prefix + part


def urls_about(cases):
    """Pages of the admin about what the cases are connected with."""
    registration = cases["registrations"]
    page, run = registration.run.course.pages.first(), registration.run
    for name in ("edit", "history", "usage", "delete"):
        yield reverse(f"course-runs:{name}", args=[run.pk])
        yield reverse(f"places:{name}", args=[run.place_id])
        for case in cases.values():
            yield reverse(f"intakes:{name}", args=[case.intake_id])
    for name in ("history", "usage"):
        yield reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
    yield reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    models = ("registration", "roomrequest", "plainrequest", "volunteerapplication")
    for model in models:
        yield f"/admin/snippets/forms_app/{model}/"
        yield f"/admin/bulk/forms_app/{model}/delete/?id=all"


# The report of wagtail-localize pages through rows without an order.
unordered_report = pytest.mark.filterwarnings("ignore:Pagination may yield")
# Ask for no page that fails on purpose, and none that ends the session.
NOT_ASKED = {"/admin/failwhale/", "/admin/logout/"}
REPORTS = {
    "/admin/",
    "/admin/guide/",
    "/admin/pages/search/",
    "/admin/reports/broken-links/",
    "/admin/reports/pages-to-check/",
    "/admin/reports/site-history/",
    "/admin/reports/what-to-mend/",
    "/admin/localize/reports/translations/",
    "/admin/intakes/",
}


def found_in(client, urls):
    """Where a canary sings; what was asked for is in the search box of many pages."""
    return [
        url
        for url in urls
        for page in [client.get(url, {"q": "kanark"}, follow=True).content.decode()]
        if any(each in page for each in CANARIES)
    ]


def inboxes_of(role):
    """The inboxes in which this role finds its canary."""
    return [
        f"/admin/{inbox}/"
        for inbox, standing in zip(INBOXES, ROLES[role], strict=True)
        if standing == "handles"
    ]


@unordered_report
@pytest.mark.grid
def test_case_shows_up_nowhere_else_in_the_admin_of_a_superuser(client, canaries):
    urls = {url for url in urls_without_arguments() if url.startswith("/admin/")}
    assert urls >= REPORTS
    everywhere = [*inboxes_of("superuser"), *sorted(urls - NOT_ASKED)]
    assert found_in(client, everywhere) == inboxes_of("superuser")


@unordered_report
@pytest.mark.grid
def test_case_shows_up_in_the_inboxes_of_a_role_and_in_no_report(
    client, canaries, log_in
):
    urls = [*(f"/admin/{inbox}/" for inbox in INBOXES), *sorted(REPORTS)]
    found = {}
    for role in WORKING:
        if role != "superuser":  # still logged in
            log_in(role)
        found[role] = found_in(client, urls)
    assert found == {role: inboxes_of(role) for role in WORKING}


@pytest.mark.grid
def test_case_shows_up_on_no_page_about_its_course_place_or_intake(
    client, canaries, log_in
):
    found = {"superuser": found_in(client, urls_about(canaries))}
    for role in ("courses", "requests", "editor"):
        log_in(role)
        found[role] = found_in(client, urls_about(canaries))
    assert found == {"superuser": [], "courses": [], "requests": [], "editor": []}


def test_case_leaves_no_person_in_the_logs_that_outlive_it(client, canaries):
    course = canaries["registrations"].run.course
    address = reverse("courses:edit", args=[course.pk])
    client.post(address, form_of(client.get(address)) | {"name": "Renamed"})
    assert ModelLogEntry.objects.get().label == "Renamed"
    rows = [
        *ModelLogEntry.objects.values_list("label", "data"),
        *PageLogEntry.objects.values_list("label", "data"),
    ]
    assert [row for row in rows if any(each in str(row) for each in CANARIES)] == []


def test_case_is_named_by_its_reference_wherever_it_is_copied(canaries):
    names = {str(case): case.reference for case in canaries.values()}
    assert names == {each: each for each in names}
    assert len(names) == 4
