"""The index: what can be found, and by which words."""

import uuid

from django.db import models
from wagtail.documents import get_document_model_string
from wagtail.models import Page

from home.search.beginnings import BeginsWith
from home.search.kinds import Kind
from home.search.words import LONGEST

models.CharField.register_lookup(BeginsWith)


class SearchEntry(models.Model):
    """One thing to find, in one language: a page, a part of it, or a document.

    A document belongs to the page that leads to it; nobody finds a document that no
    page shows.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    # What follows the address of the page, for a part of it.
    part = models.CharField(max_length=100, blank=True)
    document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
    )
    kind = models.CharField(max_length=10, choices=Kind)
    language = models.CharField(max_length=10)
    # The same for all languages of the same thing.
    thing = models.UUIDField(default=uuid.uuid4)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    # After it nobody can go there any more.
    last_day = models.DateField(null=True, blank=True)

    is_shown_to_readers = False  # what it repeats is

    class Meta:
        app_label = "home"
        default_permissions = ()
        indexes = (models.Index(fields=["thing"], name="search_entry_thing"),)

    def __str__(self):
        return self.title


class SearchWord(models.Model):
    """One word of an entry, folded and by its sound; in a title it weighs more."""

    entry = models.ForeignKey(
        SearchEntry, on_delete=models.CASCADE, related_name="words"
    )
    word = models.CharField(max_length=LONGEST, db_index=True)
    sound = models.CharField(max_length=LONGEST, db_index=True)
    weight = models.PositiveSmallIntegerField()

    is_shown_to_readers = False

    class Meta:
        app_label = "home"
        default_permissions = ()

    def __str__(self):
        return self.word
