"""What the main navigation and the footer are made of."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks

from home.frame.words import WordsBlock
from home.page_reference import ImageReferenceBlock, PageReferenceBlock

# Each logo is one more request of the home page, which may make six.
MOST_LOGOS = 2


class MenuBlock(blocks.StreamBlock):
    page = PageReferenceBlock(label=_("Page"), icon="doc-empty-inverse")


class AddressBlock(blocks.StructBlock):
    words = WordsBlock(label=_("words"))
    address = blocks.URLBlock(
        label=_("address"),
        max_length=500,
        help_text=_("Of another website, with https:// at its beginning."),
    )


class FooterLinksBlock(blocks.StreamBlock):
    page = PageReferenceBlock(label=_("Page"), icon="doc-empty-inverse")
    address = AddressBlock(label=_("Other website"), icon="link-external")


class TextColumnBlock(blocks.StructBlock):
    heading = WordsBlock(label=_("heading"))
    text = WordsBlock(
        long=True,
        label=_("text"),
        help_text=_("An empty line begins a new paragraph."),
    )

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        help_text = _("Who you are, in a few words.")
        template = "components/footer/text.html"


class LinksColumnBlock(blocks.StructBlock):
    heading = WordsBlock(label=_("heading"))
    links = FooterLinksBlock(
        label=_("links"),
        help_text=_(
            "A page is shown with its title and leads to the reader's language. "
            "Choose the Czech page."
        ),
    )

    class Meta:
        label = _("Links")
        icon = "link"
        template = "components/footer/links.html"


class FunderBlock(blocks.StructBlock):
    name = WordsBlock(label=_("name"))
    share = blocks.IntegerBlock(
        label=_("share in per cent"), required=False, min_value=0, max_value=100
    )
    sentence = WordsBlock(
        long=True,
        required=False,
        label=_("required sentence"),
        help_text=_("What the funder wants to be said, word for word."),
    )
    address = blocks.URLBlock(label=_("address"), required=False, max_length=500)
    logo = ImageReferenceBlock(
        label=_("logo"),
        required=False,
        help_text=_(
            "Shown on the home page, with the name as its description. Other pages "
            "name the funder in words."
        ),
    )


def _too_many_logos() -> str:
    message = ngettext(
        "The home page has room for %(number)s logo. Put several into one picture.",
        "The home page has room for %(number)s logos. Put several into one picture.",
        MOST_LOGOS,
    )
    return message % {"number": MOST_LOGOS}


class FundersColumnBlock(blocks.StructBlock):
    heading = WordsBlock(label=_("heading"))
    funders = blocks.ListBlock(FunderBlock(), label=_("funders"), collapsed=True)

    class Meta:
        label = _("Funders")
        icon = "group"
        template = "components/footer/funders.html"


def logos_in(column: blocks.StructValue) -> list[int]:
    return [funder["logo"] for funder in column["funders"] if funder["logo"]]


class FooterBlock(blocks.StreamBlock):
    """The columns, one after the other."""

    text = TextColumnBlock()
    links = LinksColumnBlock()
    funders = FundersColumnBlock()

    class Meta:
        collapsed = True

    def clean(self, value):
        cleaned = super().clean(value)
        columns = [each.value for each in cleaned if each.block_type == "funders"]
        if sum(len(logos_in(column)) for column in columns) > MOST_LOGOS:
            error = ValidationError(_too_many_logos())
            raise blocks.StreamBlockValidationError(non_block_errors=[error])
        return cleaned
