"""Whether readers get pages that are kept, or each one makes a page anew."""

from babel.numbers import format_decimal, format_percent
from django.conf import settings
from django.utils.translation import get_language, gettext

from home import shared_cache
from home.hit_ratio import Readings, readings_lately
from home.spoken_languages import cldr
from icp.operations.health.check import Finding, State
from icp.settings.caches import BACKENDS

# With fewer readings the ratio says nothing: the first one of each minute makes a page.
MANY = 1_000
TOO_LOW = 0.5


def look_at_page_cache() -> Finding:
    if settings.CACHES["pages"]["BACKEND"] == BACKENDS["dummy"]:
        words = gettext(
            "CACHE_URL says that no page is kept here. On a server that people read, "
            "it should name a folder or a Redis."
        )
        return Finding(State.OFF, "", words)
    if not shared_cache.is_in_use():
        words = gettext(
            "The cache that CACHE_URL names does not answer, or its disk is full. "
            "Pages are right, but each one is made anew and takes longer."
        )
        return Finding(State.BAD, "", words)
    return _judge(readings_lately())


def _judge(readings: Readings) -> Finding:
    if readings.ratio is None:
        words = gettext("Nobody has read a page in the last 24 hours.")
        return Finding(State.GOOD, "", words)
    value = format_percent(readings.ratio, locale=cldr(get_language()))
    words = gettext(
        "Readings in the last 24 hours: %(all)s. Answered with a kept page: %(kept)s."
    ) % {"all": _number(readings.count), "kept": _number(readings.kept)}
    if readings.count < MANY or readings.ratio >= TOO_LOW:
        return Finding(State.GOOD, value, words)
    more = gettext(
        "This is less than usual. While a search engine reads everything, or much is "
        "published, it may be so; if it lasts for days, the cache needs a look."
    )
    return Finding(State.ODD, value, f"{words} {more}")


def _number(count: int) -> str:
    return format_decimal(count, locale=cldr(get_language()))
