"""The language that nobody speaks: longer, complete, and nothing lost."""

import polib
import pytest
from django.conf import settings

from home.catalogues import placeholders, tags
from home.pseudo import PSEUDO, longer, make_catalogue, right_to_left, write_catalogues

TEXTS = [
    "Send again",
    "%(count)s places",
    'Read <a href="%(url)s" title="x">the page</a>, {name}',
    "75 %",
    "é",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("change", PSEUDO.values())
def test_pseudo_text_is_longer_and_keeps_its_markup(text, change):
    changed = change(text)
    assert len(changed) > len(text) * 1.3
    assert placeholders(changed) == placeholders(text)
    assert tags(changed) == tags(text)


def test_longer_text_is_accented_and_shows_its_ends():
    assert longer("Send again") == "[Šéñđ àğàîñ ~~~~]"


def test_right_to_left_text_leaves_links_alone():
    text = right_to_left('<a href="/en/">Help</a>')
    assert '<a href="/en/">\u202eHéłp\u202c</a>' in text


def test_catalogue_has_every_form_of_every_message(tmp_path):
    template = polib.POFile()
    template.append(polib.POEntry(msgid="Send", msgctxt="a button"))
    template.append(polib.POEntry(msgid="a", msgid_plural="%(n)s b"))
    for code, forms in (("en", 2), ("ar", 6)):
        one, many = make_catalogue(template, code)
        assert (one.msgctxt, bool(one.msgstr)) == ("a button", True)
        assert len(many.msgstr_plural) == forms
    paths = write_catalogues(template, tmp_path)
    assert [len(polib.mofile(str(path))) for path in paths] == [2, 2]


def test_readers_are_never_offered_it():
    assert settings.PSEUDO_LOCALE not in settings.LOCALE_PATHS
    assert settings.PSEUDO_LOCALE.is_relative_to(settings.VAR_DIR)
