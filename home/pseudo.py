"""A language that nobody speaks: shows what a longer one does to a page.

Its catalogues stand in for English and Arabic, so that every page and every address
is there; whatever is still plain English on a page was never marked for translation.
Made from the sources, kept out of the repository, never offered to readers: only
`icp.settings.pseudo` reads them.
"""

from pathlib import Path

import polib

from home.catalogues import PLACEHOLDER, TAG

ACCENTED = str.maketrans(
    "AaCcDdEeGgIiLlNnOoRrSsTtUuYyZz",
    "ÀàÇçĐđÉéĞğÎîŁłÑñÖöŘřŠšŤťÛûÝýŽž",
)
# Words grow by about a third from English to Mongolian or Spanish, short ones more.
LONGER_BY = 0.4
RIGHT_TO_LEFT_OVERRIDE, END_OF_OVERRIDE = "\u202e", "\u202c"
PLURALS = {
    "en": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10"
    " ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
}


def longer(text: str) -> str:
    """`Send again` → `[Šéñđ àğàîñ ~~~~]`; placeholders and tags stay as they are."""
    accented = _outside_of_markup(text, lambda words: words.translate(ACCENTED))
    padding = "~" * max(2, round(len(text) * LONGER_BY))
    return f"[{accented} {padding}]"


def right_to_left(text: str) -> str:
    """The longer words, run from right to left as letters of Arabic would."""
    return _outside_of_markup(
        longer(text),
        lambda words: f"{RIGHT_TO_LEFT_OVERRIDE}{words}{END_OF_OVERRIDE}",
    )


PSEUDO = {"en": longer, "ar": right_to_left}


def _outside_of_markup(text: str, change) -> str:
    shown, at = "", 0
    marks = [*PLACEHOLDER.finditer(text), *TAG.finditer(text)]
    for mark in sorted(marks, key=lambda each: each.start()):
        if mark.start() < at:  # a placeholder within a tag
            continue
        shown += change(text[at : mark.start()]) if mark.start() > at else ""
        shown, at = shown + mark.group(), mark.end()
    return shown + (change(text[at:]) if at < len(text) else "")


def make_catalogue(template: polib.POFile, code: str) -> polib.POFile:
    """A full catalogue from the messages of the sources."""
    change = PSEUDO[code]
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": PLURALS[code],
    }
    for entry in template:
        catalogue.append(_pseudo_entry(entry, change, plurals=6 if code == "ar" else 2))
    return catalogue


def _pseudo_entry(entry: polib.POEntry, change, plurals: int) -> polib.POEntry:
    pseudo = polib.POEntry(
        msgid=entry.msgid, msgctxt=entry.msgctxt, msgid_plural=entry.msgid_plural
    )
    if entry.msgid_plural:
        text = change(entry.msgid_plural)
        pseudo.msgstr_plural = dict.fromkeys(range(plurals), text)
    else:
        pseudo.msgstr = change(entry.msgid)
    return pseudo


def write_catalogues(template: polib.POFile, folder: Path) -> list[Path]:
    """Compiled, where Django looks for them; says where."""
    written = []
    for code in PSEUDO:
        path = folder / code / "LC_MESSAGES" / "django.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        make_catalogue(template, code).save_as_mofile(str(path))
        written.append(path)
    return written
