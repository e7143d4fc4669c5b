"""What each reader gets: their words, a ready-made sentence, or the nearest words."""

from django.utils import timezone, translation
from django.utils.translation import gettext

from home.fallback import under_prefix
from home.languages import LANGUAGES, language, nearest_languages
from home.models.alert import Alert
from home.templatetags.display import long_date


def publish(alert: Alert) -> None:
    """Save it with its words in all languages."""
    alert.shown = compose(alert)
    alert.save()


def compose(alert: Alert) -> dict[str, dict[str, str]]:
    """`{"vi": {"text": "…", "language": "vi", "direction": "ltr", "url": "/vi/…/"}}`"""
    pages = _translations(alert)
    return {code: _in_language(alert, code, pages) for code in LANGUAGES}


def _translations(alert: Alert) -> dict:
    if alert.page is None:
        return {}
    pages = alert.page.get_translations(inclusive=True).live().select_related("locale")
    return {page.locale.language_code: page for page in pages}


def _in_language(alert: Alert, code: str, pages: dict) -> dict[str, str]:
    nearest = nearest_languages(code)
    page = next((pages[each] for each in nearest if each in pages), None)
    text, spoken = _text(alert, code, page)
    return {
        "text": text,
        "language": spoken,
        "direction": language(spoken).direction,
        "url": under_prefix(page.get_url(), code) if page else "",
    }


def _text(alert: Alert, code: str, page) -> tuple[str, str]:
    """The words, and the language that they are in."""
    if alert.words.get(code):
        return alert.words[code], code
    if alert.kind == Alert.Kind.CLOSED and page is not None:
        return _sentence(alert, code, page.title), code
    spoken = (each for each in nearest_languages(code) if alert.words.get(each))
    nearest = next(spoken, code)
    return alert.words.get(nearest, ""), nearest


def _sentence(alert: Alert, code: str, title: str) -> str:
    first, last = map(timezone.localdate, (alert.starts_at, alert.ends_at))
    # The title may be in another script: it keeps its own direction.
    place = f"\u2068{title}\u2069"
    with translation.override(code):
        if first == last:
            return gettext("%(place)s is closed today.") % {"place": place}
        return gettext("%(place)s is closed until %(date)s.") % {
            "place": place,
            "date": long_date(last),
        }
