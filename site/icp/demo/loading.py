"""Load the demonstration: all that a step brings, or nothing of it."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from home.models import HomePage
from icp.demo.catalogues import languages_with_a_catalogue
from icp.demo.facts import make_facts
from icp.demo.frame import make_frame
from icp.demo.pages import existing_pages, make_pages
from icp.demo.people import make_people
from icp.demo.translations import Pages, translate_pages
from icp.demo.website import make_locales, open_at

Say = Callable[[str], None]

# Who tries the site out need not wait for all ten; the others follow by themselves.
FIRST_LANGUAGES = ("en", "uk", "ar")


@transaction.atomic
def load(say: Say, languages: tuple[str, ...] | None = None) -> None:
    """Make what is missing and leave the rest alone; `say` gets a line a step.

    `languages` are those to translate into; without it, all that have a catalogue.
    """
    call_command("roles")
    make_locales()
    say(f"Places, courses and events: {make_facts(timezone.localdate())} new")
    say(f"Logins: {make_people()} new")
    found = list(make_pages())
    open_at(found[0][1])
    say(f"Czech pages: {sum(made for _text, _page, made in found)} new")
    pages = [(text, page) for text, page, _made in found]
    frame = make_frame({text.key: page.pk for text, page in pages})
    say(f"Menu and footer: {int(frame)} new")
    _translate(pages, languages or tuple(languages_with_a_catalogue()), say)


def load_languages_to_follow(say: Say) -> None:
    """Languages that have no page yet, each in a transaction of its own.

    People can use the site meanwhile: nobody waits for longer than one language takes.
    """
    pages = existing_pages()
    for code in languages_with_a_catalogue():
        if not HomePage.objects.filter(locale__language_code=code).exists():
            with transaction.atomic():
                _translate(pages, (code,), say)


def _translate(pages: Pages, codes: tuple[str, ...], say: Say) -> None:
    result = translate_pages(pages, list(codes))
    say(f"Translated pages: {result.made} new")
    for coverage in result.coverages:
        say(f"  {coverage}")
    # A translation is made under its Czech address and moves at once: nobody has
    # ever followed a link there.
    moved = Redirect.objects.filter(automatically_created=True)
    moved.filter(redirect_page__locale__language_code__in=codes).delete()
