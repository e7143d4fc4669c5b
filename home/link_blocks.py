"""Blocks that lead to other pages of ours, always in the reader's language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.page_reference import PageReferenceBlock


class Sign(models.TextChoices):
    """The drawings of `components/icon.html` that stand for a way on."""

    PEOPLE = "people", _("people")
    SCALES = "scales", _("scales")
    SPEECH = "speech", _("speech bubble")
    HOUSE = "house", _("house")
    BOOK = "book", _("book")
    FAMILY = "family", _("family")
    HEART = "heart", _("heart")
    PIN = "pin", _("place on a map")
    CALENDAR = "calendar", _("calendar")
    MAIL = "mail", _("letter")
    GLOBE = "globe", _("globe")
    CHECK = "check", _("tick")
    INFO = "info", _("information")


class LinkBlock(blocks.StructBlock):
    page = PageReferenceBlock(label=_("page"))
    words = blocks.CharBlock(
        label=_("words"),
        required=False,
        default="",
        max_length=120,
        help_text=_("Leave empty to show the title of the page."),
    )


class CardBlock(blocks.StructBlock):
    icon = blocks.ChoiceBlock(
        label=_("sign"), choices=Sign.choices, default=Sign.PEOPLE
    )
    words = blocks.CharBlock(
        label=_("title"),
        required=False,
        default="",
        max_length=60,
        help_text=_("Leave empty to show the title of the page."),
    )
    text = blocks.TextBlock(label=_("text"), help_text=_("One or two short sentences."))
    page = PageReferenceBlock(label=_("page"))


class CallToActionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=80)
    text = blocks.TextBlock(label=_("text"), required=False, default="")
    page = PageReferenceBlock(label=_("page"))
    words = blocks.CharBlock(
        label=_("words on the button"),
        max_length=60,
        help_text=_("What happens next: Book an appointment."),
    )

    class Meta:
        label = _("Call to action")
        icon = "tick"
        help_text = _("One thing that the reader can do now, with a big button.")
        template = "components/blocks/call_to_action.html"
