"""What editors can put on a page. Few blocks, so that every page stays readable."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.fact_blocks import (
    RecordBlock,
    SharesBlock,
    StepBlock,
    TimelineBlock,
    TopicBlock,
)
from home.link_blocks import CallToActionBlock, CardBlock, LinkBlock
from home.picture_block import PictureBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("Heading"),
        icon="title",
        max_length=120,
        help_text=_("A short title for the part that follows."),
        template="components/blocks/heading.html",
    )
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=TEXT_FEATURES,
        help_text=_("Short sentences. One idea in each paragraph."),
        template="components/blocks/text.html",
    )
    note = blocks.RichTextBlock(
        label=_("Good to know"),
        icon="info-circle",
        features=["bold", "link"],
        help_text=_("A framed note that people must not miss."),
        template="components/blocks/note.html",
    )
    topics = blocks.ListBlock(
        TopicBlock(),
        label=_("Topics"),
        icon="list-ul",
        help_text=_("What we help with. Put a heading above it."),
        template="components/blocks/topics.html",
    )
    steps = blocks.ListBlock(
        StepBlock(),
        label=_("Steps"),
        icon="list-ol",
        help_text=_("What to do, one thing after the other."),
        template="components/blocks/steps.html",
    )
    links = blocks.ListBlock(
        LinkBlock(),
        label=_("Links to our pages"),
        icon="link",
        help_text=_("Each link leads to the page in the reader's language."),
        template="components/blocks/links.html",
    )
    cards = blocks.ListBlock(
        CardBlock(),
        label=_("Cards"),
        icon="grip",
        help_text=_("The few ways on from here, with a picture sign. Below a heading."),
        template="components/blocks/cards.html",
    )
    call_to_action = CallToActionBlock()
    timeline = TimelineBlock()
    shares = SharesBlock()
    records = blocks.ListBlock(
        RecordBlock(),
        label=_("Documents and their state"),
        icon="doc-full",
        help_text=_("Plans, programmes and other documents, under a heading."),
        template="components/blocks/records.html",
    )
    image = PictureBlock(
        label=_("Picture"),
        help_text=_("Describe the picture for people who cannot see it."),
        template="components/blocks/image.html",
    )
