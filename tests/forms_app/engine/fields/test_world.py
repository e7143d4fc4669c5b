import pytest
from django.conf import settings
from django.utils import translation

from forms_app.engine.fields.world import (
    country_choices,
    country_name,
    language_choices,
    language_name,
)

CODES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("code", CODES)
def test_every_language_names_the_same_countries(code):
    with translation.override("en"):
        english = dict(country_choices())
    with translation.override(code):
        own = dict(country_choices())

    assert own.keys() == english.keys()
    assert {"UA", "VN", "SY", "XK", "CZ"} < own.keys()
    assert not {"EU", "UN", "ZZ", "AQ"} & own.keys()
    assert all(own.values())


@pytest.mark.parametrize(
    ("code", "country", "language"),
    [
        ("cs", "Vietnam", "vietnamština"),
        ("en", "Vietnam", "Vietnamese"),
        ("uk", "Вʼєтнам", "вʼєтнамська"),
        ("ar", "فيتنام", "الفيتنامية"),
    ],
)
def test_names_are_in_the_readers_language(code, country, language):
    with translation.override(code):
        assert (country_name("VN"), language_name("vi")) == (country, language)


def test_a_language_stands_beside_its_own_name():
    with translation.override("en"):
        names = dict(language_choices())

    assert names["vi"] == "Vietnamese – Tiếng Việt"
    assert names["en"] == "English"
    assert names["fa-AF"].startswith("Dari")


def test_names_are_sorted_without_regard_to_accents():
    with translation.override("cs"):
        names = [name for _code, name in country_choices()]

    assert names.index("Čad") < names.index("Dánsko") < names.index("Zambie")
