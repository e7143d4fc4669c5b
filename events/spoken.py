"""The languages that are spoken at events, named in the reader's language."""

from home.spoken_languages import language_name

# The languages of most visitors; one that is spoken need not be one of the website.
SPOKEN = ("cs", "en", "uk", "ru", "vi", "zh", "ar", "mn", "es", "fr")


def spoken_choices() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in SPOKEN]
