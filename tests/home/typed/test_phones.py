import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from forms_app.engine.fields.contact import PhoneField
from home.typed.phones import (
    COUNTRIES,
    NotAPhone,
    international,
    phones_that_may_be_meant,
    read_phone,
)

LANGUAGES = [code for code, _name in settings.LANGUAGES]

# fmt: off
CZECH = (
    "777123456", "777 123 456", "777-123-456", "+420 777 123 456", "+420777123456",
    "00420 777 123 456", "420777123456", "420 777 123 456", "+420 (777) 123 456",
    "７７７１２３４５６", "٧٧٧ ١٢٣ ٤٥٦", "۷۷۷۱۲۳۴۵۶", "\u202a+420 777 123 456\u202c",
    "\u2066777 123 456\u2069", "tel: 777 123 456",
)
READ = {
    ("uk", "+380 67 123 4567"): "+380671234567",
    ("uk", "+380 067 123 4567"): "+380671234567",
    ("uk", "00380671234567"): "+380671234567",
    # With the code of a country that the readers of this page come from.
    ("uk", "380671234567"): "+380671234567",
    ("cs", "380671234567"): "+380671234567",
    ("vi", "84 912 345 678"): "+84912345678",
    ("ru", "79161234567"): "+79161234567",
    ("mn", "97699112233"): "+97699112233",
    ("ar", "963 944 123 456"): "+963944123456",
    ("en", "+1 202 555 0123"): "+12025550123",
}
SUGGESTED = {
    ("uk", "0671234567"): "+380 67 123 4567",
    ("uk", "067 123 45 67"): "+380 67 123 4567",
    ("uk", "0912345678"): "+380 91 234 5678",
    ("ru", "0671234567"): "+380 67 123 4567",
    ("ru", "8 916 123-45-67"): "+7 916 123-45-67",
    ("cs", "0671234567"): "+380 67 123 4567",
    ("en", "0671234567"): "+380 67 123 4567",
    ("vi", "0912345678"): "+84 912 345 678",
    ("vi", "０９１２３４５６７８"): "+84 912 345 678",
    ("zh-hans", "13812345678"): "+86 138 1234 5678",
    ("mn", "99112233"): "+976 9911 2233",
    ("ar", "01012345678"): "+20 10 12345678",
    ("es", "3001234567"): "+57 300 1234567",
    # Its own form says it, whatever the page.
    ("ar", "380671234567"): "+380 67 123 4567",
    ("fr", "84912345678"): "+84 912 345 678",
}
NOT_GUESSED = (
    # Ukrainian or Vietnamese?
    ("cs", "0912345678"), ("en", "0912345678"),
    # Syrian or Libyan? Algerian or Moroccan? Certainly not Ukrainian.
    ("ar", "0944123456"), ("ar", "0671234567"),
    ("fr", "0612345678"),
    ("vi", "0671234567"),
    ("cs", "123"), ("cs", "777 12 34"), ("cs", "777 123 456 789"), ("cs", "call me"),
    ("cs", ""), ("cs", "9" * 60), ("cs", "²²²"), ("cs", "+999 123 456 789"),
)
# fmt: on


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_digits_are_czech_in_every_language(language):
    read = {typed: read_phone(typed, language) for typed in CZECH}
    assert read == dict.fromkeys(read, "+420777123456")


@pytest.mark.parametrize(("language", "typed"), READ)
def test_a_number_with_its_code_is_read(language, typed):
    assert read_phone(typed, language) == READ[language, typed]


def suggestion(language, typed):
    with pytest.raises(NotAPhone) as caught:
        read_phone(typed, language)
    return caught.value.suggestion


@pytest.mark.parametrize(("language", "typed"), SUGGESTED)
def test_a_number_without_its_code_is_asked_back(language, typed):
    assert suggestion(language, typed) == SUGGESTED[language, typed]


@pytest.mark.parametrize(("language", "typed"), NOT_GUESSED)
def test_what_may_be_two_numbers_or_none_is_not_guessed(language, typed):
    assert suggestion(language, typed) == ""


def told(language, typed):
    with translation.override(language):
        with pytest.raises(Exception, match=r"\S") as caught:
            PhoneField().clean(typed)
        return caught.value.messages[0]


def test_the_form_shows_the_number_that_is_meant():
    assert "+84 912 345 678" in told("vi", "0912345678")
    assert "+380" not in told("vi", "0912345678")


@pytest.mark.parametrize(
    ("language", "code"),
    [("cs", 380), ("en", 380), ("uk", 380), ("ru", 7), ("vi", 84), ("zh-hans", 86),
     ("ar", 963), ("mn", 976), ("es", 34), ("fr", 33)],
)  # fmt: skip
def test_an_example_is_from_where_the_readers_come(language, code):
    words = told(language, "123")
    assert "777 123 456" in words
    assert f"+{code} " in words


def test_a_number_to_compare_with_is_found_whoever_typed_it():
    """Somebody who lost the link types it as at home."""
    assert "+380671234567" in phones_that_may_be_meant("067 123 45 67")
    assert "+84912345678" in phones_that_may_be_meant("0912345678")
    assert phones_that_may_be_meant("777 123 456") == {"+420777123456"}
    assert phones_that_may_be_meant("call me") == set()


@given(
    typed=st.text(max_size=60) | st.text("+0123456789 -()/٣８", max_size=20),
    language=st.sampled_from(LANGUAGES),
)
def test_whatever_is_typed_is_a_number_or_refused(typed, language):
    try:
        read = read_phone(typed, language)
    except NotAPhone as refused:
        meant = refused.suggestion
        assert meant == "" or international(read_phone(meant, language)) == meant
    else:
        assert read_phone(read, language) == read


def test_every_language_has_its_countries():
    assert set(COUNTRIES) == set(LANGUAGES)
