"""What a form says of wrong answers, it says in the words of its page."""

from collections import Counter
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation
from wagtail.models import get_page_models

from forms_app.engine.pages import FormPage
from forms_app.models import RoomRequestFormPage
from home.spoken_languages import language_choices
from tests.icp.demo.filling import (
    ErrorPage,
    answers,
    error_pages,
    in_days,
    main_form,
    read,
    send,
    sensible,
)
from tests.icp.demo.foreign_words import (
    OTHER_SCRIPTS,
    WORD,
    latin_words,
    words_of_translators,
)

# Words are the same on every database.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.grid,
    pytest.mark.demo,
]

FORM_PAGES = [each for each in get_page_models() if issubclass(each, FormPage)]
# Other words than "this is no date": a wish that the room's own terms refuse.
IMPOSSIBLE_WISHES = {
    "too soon": {"first_day": in_days(0)},
    "at night": {"begins": "03:00", "ends": "04:00"},
    "over": {"first_day": in_days(-7)},
    "far": {"first_day": in_days(700)},
    "backwards": {"begins": "18:00", "ends": "10:00"},
    "no end": {"repeat_until": in_days(2)},
    "many": {"head_count": "9999"},
}


@pytest.fixture
def client() -> Client:
    return Client(SERVER_NAME="localhost")


def forms_in(client: Client, code: str) -> Iterator[tuple[type[FormPage], str]]:
    """Where the forms of this language are, until every kind of question is asked.

    What is wrong with an answer depends on the kind alone, not on the form around it.
    """
    asked: set[tuple] = set()
    for model in FORM_PAGES:
        for page in model.objects.live().filter(locale__language_code=code):
            kinds = {(model, row.field_type) for row in page.rows}
            kinds.add((model, getattr(page, "asks_place", None)))
            if not kinds <= asked:
                asked |= kinds
                yield model, address_of(page, client)


def address_of(page: FormPage, client: Client) -> str:
    """The form itself, or the first of the rooms or runs that it can be about."""
    soup = read(client.get(page.url))
    if main_form(soup):
        return page.url
    return soup.select(f'main a[href^="{page.url}"]')[0]["href"]


def names_of_languages(code: str) -> set[str]:
    """A list of languages has the own name of each beside the reader's."""
    with translation.override(code):
        return set(WORD.findall(" ".join(name for _key, name in language_choices())))


def untranslated(pages: list[ErrorPage], code: str) -> dict:
    known = words_of_translators(code) | names_of_languages(code)
    return {
        (page.address, page.typed): words
        for page in pages
        if (words := latin_words(page.soup, code) - known)
    }


def is_refused(soup: BeautifulSoup) -> bool:
    return bool(soup.select(".error-summary li"))


@pytest.mark.parametrize("code", OTHER_SCRIPTS)
def test_every_error_is_told_in_the_letters_of_the_page(client, code):
    addresses = [address for _model, address in forms_in(client, code)]
    addresses.append(f"/{code}/case/lost-link/")

    pages = [page for each in addresses for page in error_pages(client, each)]

    assert untranslated(pages, code) == {}
    refused = Counter(page.address for page in pages if is_refused(page.soup))
    assert refused.keys() == {*addresses}


@pytest.mark.parametrize("code", OTHER_SCRIPTS)
def test_a_wish_for_a_room_is_refused_in_the_letters_of_the_page(client, code):
    room_forms = dict(forms_in(client, code))
    address = room_forms[RoomRequestFormPage]
    pages = []
    for wish, told in IMPOSSIBLE_WISHES.items():
        form = main_form(read(client.get(address)))
        filled = answers(form, sensible, chooses=True) | told
        pages.append(ErrorPage(address, wish, send(client, address, form, filled)))

    assert untranslated(pages, code) == {}
    assert [page.typed for page in pages if not is_refused(page.soup)] == []
