"""From a page to its entries in the index."""

import threading
from collections.abc import Iterable, Iterator
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from home.languages import LANGUAGES
from home.models.site_page import SitePage
from home.search.kinds import Kind
from home.search.models import SearchEntry, SearchWord
from home.search.texts import Weight, texts_of
from home.search.words import sound_of, words_of

AT_ONCE = 100

Texts = Iterable[tuple[Weight, str]]


class Waiting(threading.local):
    """Pages that changed in the transaction of this thread."""

    def __init__(self):
        self.pages: set[int] = set()


waiting = Waiting()


def index_after_commit(page_keys: Iterable[int]) -> None:
    """A page is saved several times while it is published, and indexed once.

    Publishing succeeds whatever happens here; `rebuild_search` mends what is missing.
    """
    waiting.pages.update(page_keys)
    transaction.on_commit(_index_waiting, robust=True)


def _index_waiting() -> None:
    keys, waiting.pages = waiting.pages, set()
    index_pages(keys)


def index_pages(page_keys: Iterable[int]) -> None:
    keys = list(page_keys)
    for start in range(0, len(keys), AT_ONCE):
        for page in Page.objects.filter(pk__in=keys[start : start + AT_ONCE]):
            index_page(page)


def index_page(page: Page) -> None:
    with transaction.atomic():
        # Two processes may do the same; the second finds what the first has made.
        page = Page.objects.select_for_update().filter(pk=page.pk).first()
        SearchEntry.objects.filter(page=page).delete()
        if page is None or not page.live:
            return
        code = page.locale.language_code
        specific = page.specific
        if code in LANGUAGES and isinstance(specific, SitePage):
            with translation.override(code):
                entries = list(_entries_of(specific, code))
            _store(entries)


def _store(entries: list[tuple[SearchEntry, Texts]]) -> None:
    for entry, texts in entries:
        entry.save()
        SearchWord.objects.bulk_create(
            SearchWord(entry=entry, word=word, sound=sound_of(word), weight=weight)
            for word, weight in weights_of_words(texts).items()
        )


def weights_of_words(texts: Texts) -> dict[str, int]:
    """A word that stands in several places counts as in the best of them."""
    weights: dict[str, int] = {}
    for weight, text in texts:
        for word in words_of(text or ""):
            weights[word] = max(weight, weights.get(word, 0))
    return weights


def _entries_of(page: SitePage, code: str) -> Iterator[tuple[SearchEntry, Texts]]:
    entry = SearchEntry(
        page=page,
        kind=page.kind_to_search,
        language=code,
        thing=page.translation_key,
        title=page.title,
        summary=page.introduction,
        last_day=page.last_day_to_search(),
    )
    yield entry, texts_of(page)
    yield from _entries_of_parts(page, code)
    yield from _entries_of_documents(page, code)


def _entries_of_parts(page: SitePage, code: str) -> Iterator[tuple[SearchEntry, Texts]]:
    for part in page.parts_to_search():
        entry = SearchEntry(
            page=page,
            part=part.address,
            kind=part.kind,
            language=code,
            thing=uuid5(page.translation_key, part.address),
            title=part.title,
            last_day=part.last_day,
        )
        yield (
            entry,
            [
                (Weight.SUMMARY, part.title),
                *((Weight.FACT, fact) for fact in part.facts),
            ],
        )


def _entries_of_documents(
    page: SitePage, code: str
) -> Iterator[tuple[SearchEntry, Texts]]:
    model = get_document_model()
    linked = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type=ReferenceIndex._get_base_content_type(model)
    )
    keys = set(linked.values_list("to_object_id", flat=True))
    for document in model.objects.filter(pk__in=keys).order_by("pk"):
        entry = SearchEntry(
            page=page,
            document=document,
            kind=Kind.DOCUMENT,
            language=code,
            thing=uuid5(NAMESPACE_URL, f"document:{document.pk}"),
            title=document.title,
            summary=page.title,
        )
        yield entry, [(Weight.TITLE, document.title), (Weight.BODY, page.title)]


def rebuild() -> int:
    """Index every page; gives how many entries there are."""
    SearchEntry.objects.exclude(page__live=True).delete()
    index_pages(Page.objects.live().values_list("pk", flat=True))
    return SearchEntry.objects.count()
