"""The footer: columns of words and links, and who pays."""

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from events.models import EventsIndexPage
from home.models import HomePage
from tests.factories.frames import (
    add_text_page,
    czech,
    funders,
    links,
    publish_frame,
    text,
    words,
)

pytestmark = pytest.mark.django_db

AT_MOST = 12


def footer(page):
    return page.select_one("footer.site-footer")


def told(element):
    return (element.get("lang", ""), element.get("dir", ""), element.text.strip())


def test_footer_without_editors_names_the_organisation_and_the_menu(soup):
    headings = [each.text for each in footer(soup("/en/")).select("h2")]
    assert headings == ["Integration Centre Prague", "On this site"]
    links = [each["href"] for each in footer(soup("/en/")).select("a")]
    assert links == ["/en/places/", "/en/courses/"]


def test_words_are_the_reader_s_or_the_nearest_with_their_language(soup):
    heading = words(cs="Kdo jsme", en="Who we are", ar="من نحن")
    publish_frame(text(heading, words(cs="Jsme tu.\n\nPro vás.", en="Here we are.")))

    def shown(code):
        return [told(each) for each in footer(soup(f"/{code}/")).select("h2, h2 + div")]

    assert shown("cs") == [("", "", "Kdo jsme"), ("", "", "Jsme tu.\nPro vás.")]
    assert shown("en") == [("", "", "Who we are"), ("", "", "Here we are.")]
    assert shown("ar") == [("", "", "من نحن"), ("en", "ltr", "Here we are.")]
    assert shown("vi")[0] == ("en", "ltr", "Who we are")


def test_text_is_no_markup(soup):
    publish_frame(text(words(cs="<b>a</b>"), words(cs="<script>b</script>")))
    assert footer(soup("/cs/")).select("b, script") == []
    assert footer(soup("/cs/")).h2.text == "<b>a</b>"


def test_columns_and_links_keep_the_editors_order(soup):
    publish_frame(
        links(czech("courses"), czech("places"), heading=words(cs="Druhé")),
        text(words(cs="První"), words(cs="…")),
    )
    page = footer(soup("/cs/"))
    assert [each.text for each in page.select("h2")] == ["Druhé", "První"]
    assert [each.text for each in page.select("li a")] == ["Courses cs", "Places cs"]
    assert page.nav["aria-labelledby"] == page.h2["id"]


def test_link_leads_to_the_reader_s_version_of_the_page(soup):
    story = add_text_page("Příběh")
    publish_frame(links(czech("places"), story.pk))
    found = footer(soup("/ar/")).select("li a")
    assert [(each["href"], *told(each)) for each in found] == [
        ("/ar/places/", "", "", "Places ar"),
        ("/ar/pribeh/", "cs", "ltr", "Příběh"),
    ]


def test_link_to_a_page_that_is_gone_is_left_out(soup):
    story = add_text_page("Příběh")
    publish_frame(links(story.pk, czech("places")))
    story.delete()
    assert [each.text for each in footer(soup("/cs/")).select("li")] == [
        "\nPlaces cs\n"
    ]


def test_other_website_has_words_by_language(soup):
    address = "https://example.org/?a=1&b=2"
    publish_frame(links((words(cs="Jinde", ar="هناك"), address)))
    [link] = footer(soup("/ar/")).select("li a")
    assert (link["href"], *told(link)) == (address, "", "", "هناك")
    [link] = footer(soup("/en/")).select("li a")
    assert told(link) == ("cs", "ltr", "Jinde")


# Funders

CITY = {"name": words(cs="Hlavní město Praha", en="City of Prague"), "share": 25}


@pytest.fixture
def logo():
    return get_image_model().objects.create(
        title="Logo", file=get_test_image_file(size=(600, 200))
    )


def test_funder_has_a_name_a_share_a_sentence_and_an_address(soup):
    sentence = words(cs="Financuje město.", en="Paid by the city.")
    publish_frame(
        funders(CITY | {"sentence": sentence, "address": "https://example.org/"})
    )
    funder = footer(soup("/en/")).select_one(".funder")
    assert funder.dt.text.strip() == "City of Prague"
    assert funder.dt.a["href"] == "https://example.org/"
    assert [each.text.strip() for each in funder.select("dd")] == [
        "25 %",
        "Paid by the city.",
    ]
    french = footer(soup("/fr/")).select_one(".funder")
    assert french.dt["lang"] == "en"
    assert french.select("dd")[1]["lang"] == "en"


def test_logo_stands_on_the_home_page_with_the_name_as_its_description(soup, logo):
    publish_frame(funders(CITY | {"logo": logo.pk}))
    funder = footer(soup("/en/")).select_one(".funder dt")
    assert (funder.img["alt"], funder.img["loading"]) == ("City of Prague", "lazy")
    foreign = footer(soup("/vi/")).select_one(".funder dt")
    assert (foreign["lang"], foreign.img["alt"]) == ("en", "City of Prague")
    elsewhere = footer(soup("/en/places/")).select_one(".funder dt")
    assert (elsewhere.img, elsewhere.text.strip()) == (None, "City of Prague")


def test_address_of_a_logo_gives_a_small_picture_and_no_script(client, soup, logo):
    publish_frame(funders(CITY | {"logo": logo.pk}))
    address = footer(soup("/en/")).img["src"]
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "script" not in response["Content-Security-Policy"]
    response.close()
    forged = address.replace("480", "4800")
    assert client.get(forged).status_code == 403


def test_logo_that_is_gone_breaks_no_page(client, soup, logo):
    publish_frame(funders(CITY | {"logo": logo.pk}))
    address = footer(soup("/en/")).img["src"]
    logo.delete()
    assert footer(soup("/en/")).img["alt"] == "City of Prague"
    assert client.get(address).status_code == 404


# Queries


def fill(logo, more: int):
    pages = [add_text_page(f"Page {more}-{each}").pk for each in range(more)]
    rows = [CITY | {"logo": logo.pk}, *[CITY] * more]
    # The page of a place looks for the list of events, first of all in the menu.
    events = EventsIndexPage.objects.get(locale__language_code="cs").pk
    publish_frame(links(*pages), *[funders(*rows)] * 2, menu=[events, *pages[:8]])


@pytest.mark.parametrize("address", ["/en/", "/en/courses/", "/en/places/branch/"])
def test_frame_costs_no_query_however_much_is_in_it(
    client, website, logo, address, django_assert_max_num_queries
):
    HomePage.objects.update(body="[]")

    def count():
        client.get(address)
        with django_assert_max_num_queries(AT_MOST) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    without = count()
    fill(logo, 1)
    with_one = count()
    fill(logo, 29)
    assert (with_one, count()) == (without, without)
