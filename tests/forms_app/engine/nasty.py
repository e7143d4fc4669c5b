"""What no form expects, and what browsers and others make of it on the way to us."""

import unicodedata
from urllib.parse import urlencode

from django.http import QueryDict
from hypothesis import strategies as st

from home.typed.text import INVISIBLE

NASTY = (
    "\0",
    "a\0b",
    "\ud800",
    "\udfff x",
    "\u202egnp.exe",
    "a\u202eb@exa\u202emple.org",
    "\u2066\u2069",
    "\u200b",
    "a\u200b",
    "\ufeff",
    "𐍈🏳️‍🌈",
    "e\u0301" * 20,
    "A\u030a",
    "\u212b",
    "ﷺ" * 20,
    "x" * 10_000,
    "=1+1",
    "<script>alert(1)</script>",
    "{{ 7 }}{% debug %}",
    "%s%n",
    "٣",
    "²",
    "9" * 400,
    "-1",
    "NaN",
    "1e9",
    "[]",
    "\r\n\r\n",
    "\x1b[31m\x7f\x85\u2028",
)
# What each form needs at least to be sent.
GOOD = {
    "full_name": "Example",
    "email": "person@example.org",
    "consent": "on",
    "level": "none",
    "purpose": "Dance",
    "head_count": "2",
    "begins": "18:00",
    "ends": "20:00",
    "is_adult": "yes",
    "region": "prague",
    "spoken": "cs",
    "interests": "talk",
    "motivation": "To help",
}
# Answers that some question takes, so that the others are looked at, too.
LIKELY = (
    "work", "yes", "no", "1", "28", "VN", "777123456", "a@example.org", "none", "on",
    "prague", "cs", "2027-03-22", "18:00", "20:00", "2026-12-31", "start", "send",
)  # fmt: skip
TYPED = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(LIKELY),
    st.text(st.characters(codec=None), max_size=40),
)


def bodies(names):
    """Some of the questions answered, each once or several times."""
    return st.dictionaries(
        st.sampled_from(sorted(names)),
        st.lists(TYPED, min_size=1, max_size=2),
        max_size=9,
    )


def as_sent(typed: dict[str, list[str]]) -> bytes:
    """The body of a request; a lone surrogate goes as the bytes that are no UTF-8."""
    return urlencode(typed, doseq=True, errors="surrogatepass").encode("ascii")


def as_received(typed: dict[str, list[str]]) -> QueryDict:
    return QueryDict(as_sent(typed), encoding="utf-8")


def as_stored(received: str) -> str:
    """NFC of what was typed; nothing, where there is nothing to be seen."""
    text = unicodedata.normalize("NFC", received.strip())
    return text if INVISIBLE.sub("", text).strip() else ""
