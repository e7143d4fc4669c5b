"""Small parts that stand everywhere."""

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.frame.words import name_of
from home.languages import LANGUAGES, SOURCE_LANGUAGE, language
from home.link_blocks import Sign
from home.models import SearchEntry, StandardPage
from home.navigation import AboutTranslation
from home.search.kinds import Kind
from home.search.views import Result
from home.templatetags.page_links import PageLink
from icp.style_guide.moments import NOW, TODAY
from icp.style_guide.pages import EMAIL, PHONE, example_page
from icp.style_guide.specimen import ColumnSpecimen, Group, Specimen
from services.models import ServicePage, ServicesIndexPage

MORE_SIGNS = ("arrow", "phone", "print", "menu", "search", "warning")
# One that is written in the other direction than the reader's.
OTHER_WAY = {"ltr": "ar", "rtl": "en"}


def frame() -> Group:
    """What the page of the style guide shows of itself, around everything else."""
    parts = ("masthead", "logo", "search_box", "page_header", "help", "footer")
    around = Specimen("language_switcher", parts=(*parts, "footer/page"))
    return Group(_("Around this page"), [around, *_columns()])


def _columns() -> list[ColumnSpecimen]:
    """Of the footer, which may stand on this page as well: their ids are others."""
    heading, text = (
        _written(_("Good to know")),
        _written(_("Ask us. Our services are free of charge.")),
    )
    known = {"number": "example"}
    way = {"words": heading, "address": "https://www.example.org/"}
    links = [{"type": "address", "value": way}] * 2
    funder = {"name": heading, "share": 75, "sentence": text, "address": ""}
    funders = {"heading": heading, "funders": [funder, {**funder, "share": 25}]}
    parts = ("footer/funder", "footer/funder_name")
    return [
        ColumnSpecimen("text", {"heading": heading, "text": text}, known),
        ColumnSpecimen("links", {"heading": heading, "links": links}, known),
        ColumnSpecimen("funders", funders, known, parts),
    ]


def _written(words: str) -> dict[str, str]:
    """By the reader's language, as editors write them."""
    return {name_of(get_language()): words}


def basics() -> Group:
    return Group(_("Words"), [*_signs(), *_words(), *_ways_on()])


def _signs() -> list[Specimen]:
    icons = ({"name": each} for each in (*Sign.values, *MORE_SIGNS))
    tones = ("neutral", "good", "info", "warning", "bad")
    return [
        Specimen("icon", *icons),
        Specimen("tag", *({"label": _("Level"), "tone": each} for each in tones)),
        Specimen("phone", {"phone": PHONE}),
        Specimen("email", {"email": EMAIL}),
        Specimen("scene", {}),
    ]


def _words() -> list[Specimen]:
    title, body = _("Good to know"), _("Ask us. Our services are free of charge.")
    notice = {"title": title, "body": body}
    confirmation = {**notice, "reference": "0000-0000", "level": 2}
    return [
        Specimen("notice", {**notice, "tone": "info"}, {**notice, "tone": "warning"}),
        Specimen("alerts", {"alerts": _alerts(body)}),
        Specimen("about_translation", {"about": _out_of_date()}),
        Specimen("unchecked", {"about": _unchecked()}),
        Specimen("reviewed", {"date": TODAY}),
        Specimen("useful", {"page": example_page(StandardPage, title)}),
        Specimen("confirmation_panel", confirmation),
    ]


def _alerts(text: str) -> list[dict]:
    code = get_language()
    alert = {
        "text": text,
        "url": reverse("style_guide"),
        "language": code,
        "direction": language(code).direction,
    }
    return [alert, {**alert, "is_urgent": True}]


def _ways_on() -> list[Specimen]:
    title, text = _("Counselling"), _("Ask us. Our services are free of charge.")
    service = example_page(ServicePage, title, text)
    section = example_page(ServicesIndexPage, title, text)
    url = reverse("style_guide")
    card = {"url": url, "title": title, "text": text, "level": 4}
    return [
        Specimen("card", {**card, "icon": "book"}, card, list_class="cards"),
        Specimen("section_card", {"section": section, "level": 4}, list_class="cards"),
        Specimen("page_link", *_links(service)),
        Specimen("leaflet_link", {"page": service}),
        Specimen("subscribe", {"url": url}),
        Specimen("trail", {"page": service, "title": title}),
    ]


def _links(page: Page) -> list[dict]:
    url = reverse("style_guide")
    other = LANGUAGES[OTHER_WAY[language(get_language()).direction]]
    link = PageLink({"words": page.title}, page, url, None)
    return [
        {"link": link, "class": "with-icon"},
        {"link": PageLink({}, page, url, other), "class": "with-icon"},
        {"link": link, "class": "button"},
    ]


def search() -> Group:
    own, foreign = _result(get_language()), _result(SOURCE_LANGUAGE.code)
    results = ({"result": own}, {"result": foreign, "is_foreign": True})
    contacts = {"phone": PHONE, "email": EMAIL}
    specimens = [
        Specimen("search_result", *results, list_class="results"),
        Specimen("search_failed", {"contacts": contacts}),
    ]
    return Group(pgettext("title of a page", "Search"), specimens)


def _result(code: str) -> Result:
    entry = SearchEntry(
        title=_("Counselling"),
        summary=_("Ask us. Our services are free of charge."),
        kind=Kind.SERVICE,
        language=code,
    )
    return Result(entry, reverse("style_guide"), language(code))


def _out_of_date() -> AboutTranslation:
    return AboutTranslation(
        fallback=SOURCE_LANGUAGE,
        changed_at=NOW,
        is_unchecked=False,
        source=SOURCE_LANGUAGE,
        source_url=reverse("style_guide"),
    )


def _unchecked() -> AboutTranslation:
    return AboutTranslation(None, None, True, SOURCE_LANGUAGE, "")
