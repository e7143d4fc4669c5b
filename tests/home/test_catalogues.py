import os
from io import StringIO

import polib
import pytest
from django.core.management import CommandError, call_command

from home.catalogues import faults_of
from home.extraction import extract_messages
from home.management.commands.check_catalogues import staleness_of
from home.management.commands.tidy_catalogues import tidy

PLURALS = {
    "cs": 4,
    "en": 2,
    "uk": 4,
    "ru": 4,
    "vi": 1,
    "zh-hans": 1,
    "ar": 6,
    "mn": 2,
    "es": 3,
    "fr": 3,
}


def catalogue_of(language, *entries, plurals=None):
    catalogue = polib.POFile()
    count = plurals or PLURALS[language]
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": f"nplurals={count}; plural=0;",
    }
    catalogue.extend(entries)
    return catalogue


def faults(language, *entries, **kwargs):
    return list(faults_of(catalogue_of(language, *entries, **kwargs), language))


def entry(msgid, msgstr="", **kwargs):
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **kwargs)


def places(*forms):
    return polib.POEntry(
        msgid="one place",
        msgid_plural="%(count)s places",
        msgstr_plural=dict(enumerate(forms)),
    )


SOUND = [
    ("cs", entry("Send", "Odeslat")),
    ("en", entry("Send", "Send")),
    ("uk", entry("Send", "Надіслати")),
    ("ar", entry("Send", "إرسال")),
    ("uk", entry("CSV", "CSV")),
    ("ru", entry("Send", "Отправить")),
    ("vi", entry("Send", "Gửi")),
    ("zh-hans", entry("Send", "发送")),
    ("mn", entry("Send", "Илгээх үү")),
    ("es", entry("No", "No")),
    ("fr", entry("Excel (XLSX)", "Excel (XLSX)")),
    ("en", entry("Send it again", "Send it again")),
    ("vi", places("%(count)s địa điểm")),
    ("zh-hans", places("%(count)s个地点")),
    ("mn", places("нэг газар", "%(count)s газар")),
    ("fr", places("%(count)s lieu", *["%(count)s lieux"] * 2)),
    ("ar", entry("<b>%(a)s</b> – {b}", "{b} – <b>%(a)s</b>")),
    ("uk", entry("<a href='x'>Help</a>", "<a href='x'>Допомога</a>")),
    (
        "cs",
        places("jedno místo", "%(count)s místa", "%(count)s místa", "%(count)s míst"),
    ),
    ("en", places("one place", "%(count)s places")),
    ("uk", places(*["%(count)s місць"] * 4)),
    ("ar", places("لا مكان", "مكان", "مكانان", *["%(count)s أماكن"] * 3)),
]

# fmt: off
BROKEN = [
    ("cs", entry("Send"), ["“Send” is not translated"]),
    ("cs", entry("Send", "Odeslat", flags=["fuzzy"]), ["“Send” is fuzzy"]),
    ("cs", entry("Send", "Odeslat", obsolete=True), ["“Send” is obsolete"]),
    ("uk", entry("Send", "Send"), ["“Send” is not in CYRILLIC letters: “Send”"]),
    ("zh-hans", entry("Send", "Send"), ["“Send” is not in CJK letters: “Send”"]),
    ("mn", entry("Send", "Ilgeekh"), ["“Send” is not in CYRILLIC letters: “Ilgeekh”"]),
    ("uk", entry("Send", "Отправить вы"), [
        "“Send” has letters of another language (ы): “Отправить вы”",
    ]),
    ("ru", entry("Send", "Надіслати"), [
        "“Send” has letters of another language (і): “Надіслати”",
    ]),
    ("vi", entry("Send it again", "Send it again"), [
        "“Send it again” is left in English",
    ]),
    ("fr", places("lieu", *["%(count)s lieux"] * 2), [
        "“one place” lost %(count)s in “lieu”",
    ]),
    ("ar", entry("Send", "Надіслати"), [
        "“Send” is not in ARABIC letters: “Надіслати”",
    ]),
    ("cs", entry("Hi %(a)s", "Dobrý den"), ["“Hi %(a)s” lost %(a)s in “Dobrý den”"]),
    ("cs", entry("Hi {a}", "Ahoj {b}"), [
        "“Hi {a}” lost {a} in “Ahoj {b}”",
        "“Hi {a}” gained {b} in “Ahoj {b}”",
    ]),
    ("cs", entry("<b>Hi</b>", "<b>Ahoj"), [
        "“<b>Hi</b>” has other HTML tags in “<b>Ahoj”",
    ]),
    ("cs", places("místo", "%(count)s místa", "%(count)s místa"), [
        "“one place” is not translated",
    ]),
    ("uk", places("місце", *["%(count)s місць"] * 3), [
        "“one place” lost %(count)s in “місце”",
    ]),
    ("en", places("one place", "places"), [
        "“one place” lost %(count)s in “places”",
    ]),
]
# fmt: on


@pytest.mark.parametrize(("language", "sound"), SOUND)
def test_catalogue_that_is_sound_has_no_faults(language, sound):
    assert faults(language, sound) == []


@pytest.mark.parametrize(("language", "broken", "expected"), BROKEN)
def test_catalogue_that_is_broken_names_the_fault(language, broken, expected):
    assert faults(language, broken) == expected


@pytest.mark.parametrize(
    ("language", "count"),
    [
        ("cs", 2),
        ("uk", 3),
        ("ar", 2),
        ("ru", 3),
        ("vi", 2),
        ("zh-hans", 2),
        ("mn", 1),
        ("es", 1),
    ],
)
def test_catalogue_with_too_few_plurals_is_refused(language, count):
    assert faults(language, plurals=count) == [f"declares {count} plural forms"]


def test_catalogue_that_is_stale_names_what_came_and_went():
    catalogue = catalogue_of("cs", entry("Old", "Staré"), entry("Both", "Obě"))
    assert list(staleness_of(catalogue, {(None, "New", ""), (None, "Both", "")})) == [
        "“New” is new in the sources; run: make messages",
        "“Old” is no longer in the sources; run: make messages",
    ]


def test_catalogue_with_another_context_is_stale():
    catalogue = catalogue_of("cs", entry("Open", "Otevřeno", msgctxt="a branch"))
    assert len(list(staleness_of(catalogue, {("a verb", "Open", "")}))) == 2


def test_extraction_finds_the_messages_of_the_sources():
    assert (None, "Website", "") in extract_messages()


def test_check_without_gettext_says_so(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CommandError, match="install gettext"):
        call_command("check_catalogues")


@pytest.fixture
def czech(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    path = tmp_path / "cs/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    catalogue_of("cs", entry("A word of ours", "Naše slovo")).save(str(path))
    return path


def compile_catalogues():
    answer = StringIO()
    call_command("compile_catalogues", stdout=answer)
    return answer.getvalue().strip()


def test_compile_makes_what_gettext_reads(czech):
    compile_catalogues()
    compiled = polib.mofile(str(czech.with_suffix(".mo")))
    assert [(each.msgid, each.msgstr) for each in compiled] == [
        ("A word of ours", "Naše slovo")
    ]


def test_compile_skips_what_did_not_change(czech):
    assert compile_catalogues() == "Catalogues: 1 of 1 compiled."
    assert compile_catalogues() == "Catalogues: 0 of 1 compiled."
    later = czech.stat().st_mtime + 10
    os.utime(czech, (later, later))
    assert compile_catalogues() == "Catalogues: 1 of 1 compiled."


def test_tidy_undoes_what_another_gettext_wraps(tmp_path):
    catalogue = tmp_path / "django.po"
    header = 'msgid ""\nmsgstr ""\n"POT-Creation-Date: 2027-01-01\\n"\n'
    wrapped = '#: a.py\n#: b.html\nmsgid "One"\nmsgstr "Jeden"\n'
    catalogue.write_text(f"{header}\n{wrapped}")

    tidy(catalogue)

    tidied = catalogue.read_text()
    assert "POT-Creation-Date" not in tidied
    assert '#: a.py b.html\nmsgid "One"\nmsgstr "Jeden"\n' in tidied
