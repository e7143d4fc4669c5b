import pytest
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from events.models import CoursePage
from home.models import HomePage, StandardPage
from home.routing import find_route
from tests.factories import CourseRunFactory, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def run(website):
    return CourseRunFactory(course=website.course, place=website.place)


@pytest.fixture
def deep(website):
    """A page four levels below the English home page."""
    page = HomePage.objects.get(locale__language_code="en")
    for name in ("one", "two", "three", "four"):
        below = StandardPage(title=name, slug=name, locale=page.locale)
        page.add_child(instance=below)
        page = below
    return page


def title_at(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.context["page"].title


# Which page answers


def test_home_page_answers_for_its_language(client, website):
    titles = {code: title_at(client, f"/{code}/") for code in ("cs", "en", "ar")}
    assert titles == {"cs": "Home cs", "en": "Home en", "ar": "Home ar"}


def test_deep_page_answers_under_its_whole_path(client, website, deep):
    assert title_at(client, "/en/one/two/three/four/") == "four"


def test_page_in_between_answers_for_itself(client, website, deep):
    assert title_at(client, "/en/one/two/") == "two"


def test_page_with_routes_answers_what_stands_below_it(client, website, run):
    response = client.get(f"/en/courses/czech/{run.code}/")
    assert (response.status_code, response.context["run"]) == (200, run)


def route_to(rf, path):
    with translation.override("en"):
        return find_route(rf.get(f"/en/{path}"), path)


def test_route_hands_the_rest_of_the_path_to_the_page(rf, website, run):
    page, (_view, _arguments, names), _more = route_to(rf, f"courses/czech/{run.code}/")
    assert (page, names) == (website.courses["en"], {"code": run.code})


def test_route_leads_to_the_page_as_its_own_kind(rf, website):
    route = route_to(rf, "courses/czech/")
    assert (type(route.page), route.page) == (CoursePage, website.courses["en"])


def test_route_of_an_unknown_path_is_none(rf, website):
    assert route_to(rf, "nothing/") is None


# What is not there


UNKNOWN = [
    "/en/nothing/",
    "/en/courses/nothing/",
    "/en/courses/czech/no-such-run/",
    "/en/courses/czech/nothing/below/",
    "/en/one/two/three/four/five/",
    "/en/one/three/",  # a level is left out
    "/en/two/",  # it stands below another page
    "/en/home-en/",
    "/en/cs/",
    "/en/registration/no-such-run/",
    "/en/-/",
    f"/en/{'x' * 300}/",
    f"/en/{'a/' * 400}",
]


def test_unknown_path_is_not_found(client, website, deep):
    answers = {path: client.get(path).status_code for path in UNKNOWN}
    assert answers == dict.fromkeys(UNKNOWN, 404)


def test_page_that_is_not_there_is_ours(client, website):
    templates = [each.name for each in client.get("/en/nothing/").templates]
    assert templates[:2] == ["404.html", "base.html"]


def test_page_of_a_tree_that_is_not_offered_is_not_found(client, website, deep):
    assert client.get("/cs/one/two/").status_code == 200, "in English"
    HomePage.objects.get(locale__language_code="en").unpublish()
    assert client.get("/cs/one/two/").status_code == 404


def test_page_of_a_tree_that_is_not_offered_is_shown_in_the_next_language(
    client, website, run
):
    """Also where somebody sends a form that they opened before."""
    address = website.form_address(run)
    titles = {title_at(client, address), client.post(address).context["page"].title}
    assert titles == {"Registration en"}

    HomePage.objects.get(locale__language_code="en").unpublish()

    titles = {title_at(client, address), client.post(address).context["page"].title}
    assert titles == {"Registration cs"}


def test_unpublished_page_is_not_found(client, website, deep):
    assert client.get("/en/one/two/three/four/").status_code == 200
    deep.unpublish()
    assert client.get("/en/one/two/three/four/").status_code == 404


def test_published_page_below_an_unpublished_one_stays_reachable(client, website, deep):
    """As in Wagtail: unpublishing a page says nothing about those below it."""
    deep.get_parent().specific.unpublish()
    assert client.get("/en/one/two/three/").status_code == 404
    assert client.get("/en/one/two/three/four/").status_code == 200


def test_unpublished_page_does_not_answer_for_its_routes(client, website, run):
    url = f"/en/courses/czech/{run.code}/"
    assert client.get(url).status_code == 200
    for page in website.courses.values():
        page.unpublish()
    assert client.get(url).status_code == 404


def test_site_without_any_home_page_finds_nothing(client, website):
    assert client.get("/en/").status_code == 200
    HomePage.objects.all().unpublish()
    assert [client.get(f"/{code}/").status_code for code in ("en", "cs")] == [404, 404]


# What Wagtail adds still works


def test_restricted_page_still_asks_who_it_is(client, website, deep):
    PageViewRestriction.objects.create(
        page=deep.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    response = client.get("/en/one/two/three/four/")
    assert (response.status_code, "login" in response["Location"]) == (302, True)
    assert client.get("/en/one/two/").status_code == 200


def test_redirect_of_an_editor_leads_on(client, website):
    page = website.courses["en"]
    Redirect.objects.create(
        old_path=Redirect.normalise_path("/en/old-courses/"), redirect_page=page
    )
    response = client.get("/en/old-courses/")
    assert (response.status_code, response["Location"]) == (301, "/en/courses/czech/")


def test_redirect_does_not_hide_a_page(client, website):
    Redirect.objects.create(
        old_path=Redirect.normalise_path("/en/courses/"),
        redirect_link="https://example.org/",
    )
    assert title_at(client, "/en/courses/") == "Courses en"
