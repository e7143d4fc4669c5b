"""The Czech pages: one TOML file a page in `pages/`, its name is the page's key."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from wagtail.models import Locale, Page

from events.models import Course, Event
from forms_app.models import Intake
from icp.demo.bodies import stored_body
from icp.demo.pictures import make_pictures
from icp.demo.questions import make_questions
from services.models import HouseRules, Place, Room

FOLDER = Path(__file__).parent / "pages"
# Which record a page shows, by the name that the record has in `facts.toml`.
FACT_MODELS = {
    "place": Place,
    "course": Course,
    "event": Event,
    "intake": Intake,
    "room": Room,
    "rules": HouseRules,
}


@dataclass(frozen=True)
class PageText:
    """One file.

    `slug` holds `cs` and `en`, and other languages where they differ from English.
    `facts` names the records that the page shows. `questions` are those of a form
    (`questions.py`). `bodies.py` says how the blocks of `body` are written.
    """

    key: str
    type: str
    title: str
    slug: dict[str, str]
    introduction: str
    parent: str = ""
    order: int = 0
    in_menu: bool = False
    fields: dict = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    questions: list[dict] = field(default_factory=list)
    body: list[dict] = field(default_factory=list)

    def slug_in(self, code: str) -> str:
        return self.slug.get(code, self.slug["en"])


def page_texts() -> list[PageText]:
    """Every page, parents before their children and siblings in order."""
    found = {
        path.stem: PageText(key=path.stem, **tomllib.loads(path.read_text("utf-8")))
        for path in FOLDER.glob("*.toml")
    }

    def depth(text: PageText) -> int:
        return 1 + depth(found[text.parent]) if text.parent else 0

    return sorted(found.values(), key=lambda text: (depth(text), text.order))


def make_pages() -> Iterator[tuple[PageText, Page, bool]]:
    """Each text with its live Czech page, and whether the page had to be made.

    Pages link to each other, so all of them stand in the tree before any has a body.
    """
    found = list(_in_the_tree())
    keys = make_pictures() | {text.key: page.pk for text, page, _made in found}
    for text, page, made in found:
        yield text, _publish(text, page, keys) if made else page.specific, made


def existing_pages() -> list[tuple[PageText, Page]]:
    """The Czech pages that are there, parents before their children."""
    keys: dict[str, Page | None] = {"": Page.get_first_root_node()}
    for text in page_texts():
        parent = keys[text.parent]
        children = Page.objects.child_of(parent) if parent else Page.objects.none()
        keys[text.key] = children.filter(slug=text.slug["cs"]).live().first()
    found = [(text, keys[text.key]) for text in page_texts()]
    return [(text, page.specific) for text, page in found if page is not None]


def _in_the_tree() -> Iterator[tuple[PageText, Page, bool]]:
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    pages = {"": Page.get_first_root_node()}
    for text in page_texts():
        parent = pages[text.parent]
        page = Page.objects.child_of(parent).filter(slug=text.slug["cs"]).first()
        made = page is None
        if made:
            page = draft_of(text, _facts(text), locale)
            parent.add_child(instance=page)
            make_questions(page, text.questions)
            # Read again: a parent counts its children.
            page = Page.objects.get(pk=page.pk)
        pages[text.key] = page
        yield text, page, made


def draft_of(text: PageText, facts: dict[str, Model], locale: Locale) -> Page:
    """The page without its body, not saved."""
    model = apps.get_model(text.type)
    return model(
        locale=locale,
        title=text.title,
        slug=text.slug["cs"],
        introduction=text.introduction,
        show_in_menus=text.in_menu,
        live=False,
        **text.fields,
        **facts,
    )


def _publish(text: PageText, page: Page, keys: dict[str, int]) -> Page:
    page = page.specific
    page.body = stored_body(text.key, text.body, keys)
    page.save_revision().publish()
    # Read again: the body gets its stored form.
    return Page.objects.get(pk=page.pk).specific


def _facts(text: PageText) -> dict[str, Model]:
    return {name: _fact(name, value) for name, value in text.facts.items()}


def _fact(name: str, value: str) -> Model:
    if name == "rules":
        place, _space, number = value.rpartition(" ")
        return HouseRules.objects.get(place__name=place, number=number)
    key = "code" if name == "room" else "name"
    return FACT_MODELS[name].objects.get(**{key: value})
