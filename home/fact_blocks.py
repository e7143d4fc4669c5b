"""Blocks that show facts: what happened when, who pays how much, what to bring.

Texts that may be left out are empty by default: wagtail-localize cannot cut None.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

WHOLE = 100


class TopicBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("topic"), max_length=80)
    text = blocks.TextBlock(
        label=_("what we do"), help_text=_("Two to four short sentences.")
    )
    bring = blocks.TextBlock(
        label=_("what to bring"),
        required=False,
        default="",
        help_text=_("For example a passport, a contract, a letter from an authority."),
    )


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("step"), max_length=80)
    text = blocks.TextBlock(label=_("text"), required=False, default="")


class MomentBlock(blocks.StructBlock):
    when = blocks.CharBlock(
        label=_("when"),
        max_length=60,
        help_text=_("In words: 4 November 2011, or April 2013."),
    )
    text = blocks.TextBlock(label=_("what happened"))


class TimelineBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(MomentBlock(), **kwargs)

    class Meta:
        label = _("Timeline")
        icon = "history"
        help_text = _("What happened when, the oldest first.")
        template = "components/blocks/timeline.html"


class ShareBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("who or what"), max_length=120)
    percent = blocks.IntegerBlock(
        label=_("per cent"), min_value=1, max_value=WHOLE, help_text=_("Without %.")
    )


class SharesBlock(blocks.ListBlock):
    """Shares of one whole. Words and numbers say what the bars show."""

    def __init__(self, **kwargs):
        super().__init__(ShareBlock(), **kwargs)

    def clean(self, value):
        shares = super().clean(value)
        if sum(share["percent"] for share in shares) != WHOLE:
            refusal = ValidationError(_("The shares must add up to 100 per cent."))
            raise blocks.ListBlockValidationError(non_block_errors=[refusal])
        return shares

    class Meta:
        label = _("Shares")
        icon = "order"
        help_text = _("Parts that make up a whole, in per cent.")
        template = "components/blocks/shares.html"


class State(models.TextChoices):
    APPROVED = "approved", pgettext_lazy("of a document", "Approved")
    IN_PREPARATION = "in_preparation", pgettext_lazy("of a document", "Being prepared")
    REPLACED = "replaced", pgettext_lazy("of a document", "No longer valid")


TONES = {State.APPROVED: "good", State.IN_PREPARATION: "info", State.REPLACED: ""}


class RecordValue(blocks.StructValue):
    @property
    def state_in_words(self) -> str:
        return State(self["state"]).label

    @property
    def tone(self) -> str:
        return TONES[self["state"]]


class RecordBlock(blocks.StructBlock):
    """A document, what it says, and how far it has come."""

    name = blocks.CharBlock(label=_("name"), max_length=160)
    state = blocks.ChoiceBlock(
        label=_("state"), choices=State.choices, default=State.APPROVED
    )
    text = blocks.TextBlock(label=_("text"), required=False, default="")
    file = DocumentChooserBlock(label=_("file"), required=False)

    class Meta:
        value_class = RecordValue
