"""Which spellings are one word for the search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.search.words import sound_of, stem_of, words_asked_for, words_of

SAME = [
    ("Čeština", "cestina"),
    ("kurz", "курс"),
    ("kurs", "кuрс"),  # two alphabets in one word
    ("Praha", "Прага"),
    ("Харків", "Kharkiv"),
    ("школа", "škola"),
    ("чек", "chek"),
    ("Nguyễn", "nguyen"),
    ("víza", "виза"),
    ("الدورة", "دورة"),
    ("мөнгө", "mongo"),
]
DIFFERENT = [("kurz", "karta"), ("byt", "bita"), ("praha", "prace"), ("13", "130")]


def sounds(text):
    return [sound_of(word) for word in words_of(text)]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_word_sound_alike(one, other):
    assert sounds(one) == sounds(other) != [""]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_sound_different(one, other):
    assert sounds(one) != sounds(other)


@pytest.mark.parametrize(
    "form", ["kurzy", "kurzů", "kurzu", "kurzem", "kurzech", "курси"]
)
def test_cases_and_numbers_share_their_beginning(form):
    assert [stem_of(each) for each in sounds(form)] == ["kurs"]


@pytest.mark.parametrize("word", ["viza", "byt", "deti", "kino"])
def test_short_words_stay_whole(word):
    assert stem_of(sound_of(word)) == sound_of(word)


def test_chinese_has_a_word_at_every_character():
    assert list(words_of("捷克语课程")) == ["捷克", "克语", "语课", "课程", "程"]
    assert words_asked_for("捷克语课程") == ["捷克", "克语", "语课", "课程"]
    assert words_asked_for("课") == ["课"]


@given(st.text())
def test_any_text_has_words_fit_for_the_index(text):
    for word in [*words_of(text), *words_asked_for(text)]:
        assert 0 < len(word) <= 40
        assert 0 < len(sound_of(word)) <= 40
        assert "\0" not in word
